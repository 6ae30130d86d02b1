package io.tenantry.techstore.repairs;

import io.tenantry.techstore.repairs.OrderStatus.Step;
import io.tenantry.techstore.repairs.RepairException.OrderNotFoundException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Finds orders by their code. */
@Repository
public class OrderStatuses {

  /** Back and forth between two states, nobody wants to see more. */
  private static final int MOST_STEPS = 50;

  private static final String STATUS =
      """
      select o.id, o.state, o.created_at, o.updated_at, o.promised_for,
             coalesce(nullif(concat_ws(' ', brand.name, model.name), ''), device.description)
               as device
        from repair_order o
        join device on device.id = o.device_id
        left join device_brand brand on brand.id = device.brand_id
        left join device_model model on model.id = device.model_id
       where o.code = :code
      """;
  private static final String STEPS =
      """
      select to_state, changed_at from (
        select id, to_state, changed_at from repair_state_change
         where order_id = :order order by id desc limit :most) as latest
       order by id
      """;

  private final JdbcClient jdbc;

  OrderStatuses(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * @throws OrderNotFoundException if no order of this shop has the code, whatever it looks like
   */
  public OrderStatus find(String code) {
    Found found =
        StatusCode.parse(code)
            .flatMap(
                parsed ->
                    jdbc.sql(STATUS)
                        .param("code", parsed.value())
                        .query(OrderStatuses::found)
                        .optional())
            .orElseThrow(OrderNotFoundException::new);
    return found.status().with(steps(found.order()));
  }

  private record Found(long order, OrderStatus status) {}

  private static Found found(ResultSet row, int index) throws SQLException {
    return new Found(
        row.getLong("id"),
        new OrderStatus(
            RepairState.valueOf(row.getString("state")),
            row.getString("device"),
            instant(row, "created_at"),
            instant(row, "updated_at"),
            row.getObject("promised_for", LocalDate.class),
            List.of()));
  }

  private List<Step> steps(long order) {
    return jdbc.sql(STEPS)
        .param("order", order)
        .param("most", MOST_STEPS)
        .query(
            (row, index) ->
                new Step(
                    RepairState.valueOf(row.getString("to_state")), instant(row, "changed_at")))
        .list();
  }

  private static Instant instant(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }
}
