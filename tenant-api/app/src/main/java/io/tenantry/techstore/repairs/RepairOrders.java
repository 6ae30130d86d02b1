package io.tenantry.techstore.repairs;

import io.tenantry.techstore.paging.Page;
import io.tenantry.techstore.paging.PageWindow;
import io.tenantry.techstore.paging.PagedSelect;
import io.tenantry.techstore.paging.Sort;
import io.tenantry.techstore.repairs.RepairException.OrderClosedException;
import io.tenantry.techstore.repairs.RepairException.OrderNotFoundException;
import io.tenantry.techstore.repairs.RepairException.UnfitOrderException;
import io.tenantry.techstore.repairs.RepairOrder.OrderCustomer;
import io.tenantry.techstore.repairs.RepairOrder.OrderDevice;
import io.tenantry.techstore.repairs.RepairOrder.Totals;
import io.tenantry.techstore.versions.StaleVersionException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The orders' own rows. What an order has beside them is others' business. */
@Repository
class RepairOrders {

  private static final String COLUMNS =
      """
      o.id, o.code, o.state, o.problem, o.currency, o.promised_for, o.version, o.created_at,
      o.updated_at, o.closed_at, o.customer_id, customer.name as customer_name, customer.phone,
      o.device_id, brand.name as brand, model.name as model, device.description,
      device.serial_number,
      (select coalesce(sum(quantity * unit_price), 0)
         from repair_part where order_id = o.id and returned_at is null) as parts_total,
      (select coalesce(sum(amount), 0)
         from repair_labour where order_id = o.id) as labour_total\
      """;
  private static final String FROM =
      """
      repair_order o
      join customer on customer.id = o.customer_id
      join device on device.id = o.device_id
      left join device_brand brand on brand.id = device.brand_id
      left join device_model model on model.id = device.model_id\
      """;
  private static final PagedSelect<RepairOrder> SELECT =
      new PagedSelect<>(COLUMNS, FROM, "o.id", RepairOrders::order);

  /** The device can't be deleted in between. */
  private static final String CREATE =
      """
      with taken_in as (select id, customer_id from device where id = :device for key share)
      insert into repair_order (code, customer_id, device_id, problem, currency, promised_for)
      select :code, customer_id, id, :problem, :currency, :promisedFor from taken_in
      returning id
      """;

  private static final String CHANGE =
      """
      update repair_order
         set problem = :problem, promised_for = :promisedFor,
             version = version + 1, updated_at = now()
       where id = :id and closed_at is null
         and version = coalesce(:expected::integer, version)
      """;
  private static final String TOUCH =
      """
      update repair_order set version = version + 1, updated_at = now()
       where id = :id and closed_at is null
      returning currency
      """;
  private static final String MOVE =
      """
      update repair_order
         set state = :to, version = version + 1, updated_at = now(),
             closed_at = case when :open then null else now() end
       where id = :id and state = :expectedState
         and version = coalesce(:expected::integer, version)
      """;

  private final JdbcClient jdbc;

  RepairOrders(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  RepairOrder get(long id) {
    return SELECT.get(jdbc, id).orElseThrow(() -> new OrderNotFoundException(id));
  }

  Page<RepairOrder> find(OrderFilter filter, Sort sort, PageWindow window, boolean counted) {
    return SELECT.find(jdbc, filter.conditions(), sort, window, counted);
  }

  long create(StatusCode code, NewOrder order) {
    return jdbc.sql(CREATE)
        .param("code", code.value())
        .param("device", order.deviceId())
        .param("problem", order.problem())
        .param("currency", order.currency())
        .param("promisedFor", order.promisedFor(), Types.DATE)
        .query(Long.class)
        .optional()
        .orElseThrow(() -> new UnfitOrderException("deviceId", "There is no such device."));
  }

  void change(
      long id, @Nullable Integer expected, String problem, @Nullable LocalDate promisedFor) {
    int changed =
        jdbc.sql(CHANGE)
            .param("id", id)
            .param("expected", expected, Types.INTEGER)
            .param("problem", problem)
            .param("promisedFor", promisedFor, Types.DATE)
            .update();
    if (changed == 0) {
      throw refusal(get(id), expected);
    }
  }

  /**
   * Makes the order wait for this transaction, and tells its currency.
   *
   * @throws OrderClosedException if nothing of it may change any more
   */
  String touch(long id) {
    return jdbc.sql(TOUCH)
        .param("id", id)
        .query(String.class)
        .optional()
        .orElseThrow(() -> refusal(get(id), null));
  }

  /** Moves the order on, unless it is in another state by now. */
  void move(RepairOrder order, @Nullable Integer expected, RepairState next) {
    int moved =
        jdbc.sql(MOVE)
            .param("id", order.id())
            .param("expectedState", order.state().name())
            .param("expected", expected, Types.INTEGER)
            .param("to", next.name())
            .param("open", next.isOpen())
            .update();
    if (moved == 0) {
      throw new StaleVersionException(expected != null);
    }
  }

  private static RuntimeException refusal(RepairOrder order, @Nullable Integer expected) {
    return order.state().isOpen()
        ? new StaleVersionException(expected != null)
        : new OrderClosedException(order.id(), order.state());
  }

  private static RepairOrder order(ResultSet row, int index) throws SQLException {
    return new RepairOrder(
        row.getLong("id"),
        row.getString("code"),
        RepairState.valueOf(row.getString("state")),
        new OrderCustomer(
            row.getLong("customer_id"), row.getString("customer_name"), row.getString("phone")),
        new OrderDevice(
            row.getLong("device_id"),
            row.getString("brand"),
            row.getString("model"),
            row.getString("description"),
            row.getString("serial_number")),
        row.getString("problem"),
        row.getString("currency"),
        Totals.of(row.getBigDecimal("parts_total"), row.getBigDecimal("labour_total")),
        row.getObject("promised_for", LocalDate.class),
        row.getInt("version"),
        instant(row, "created_at"),
        instant(row, "updated_at"),
        row.getObject("closed_at") == null ? null : instant(row, "closed_at"));
  }

  private static Instant instant(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }
}
