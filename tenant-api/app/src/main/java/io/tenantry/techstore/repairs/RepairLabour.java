package io.tenantry.techstore.repairs;

import io.tenantry.techstore.paging.Page;
import io.tenantry.techstore.paging.PageWindow;
import io.tenantry.techstore.repairs.RepairException.LineNotFoundException;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionOperations;

/** The work on orders. */
@Repository
public class RepairLabour {

  private static final String COLUMNS = "id, description, minutes, hourly_rate, amount, created_at";
  private static final String ADD =
      """
      insert into repair_labour (order_id, description, minutes, hourly_rate, amount)
      values (:order, :description, :minutes, :rate, :amount)
      returning %s
      """
          .formatted(COLUMNS);
  private static final String LIST =
      """
      select %s from repair_labour where order_id = :order order by id limit :limit offset :offset
      """
          .formatted(COLUMNS);
  private static final String DELETE =
      "delete from repair_labour where order_id = :order and id = :id";

  private final RepairOrders orders;
  private final Money money;
  private final JdbcClient jdbc;
  private final TransactionOperations transactions;

  RepairLabour(
      RepairOrders orders, Money money, JdbcClient jdbc, TransactionOperations transactions) {
    this.orders = orders;
    this.money = money;
    this.jdbc = jdbc;
    this.transactions = transactions;
  }

  public Page<Labour> list(long order, PageWindow window) {
    orders.get(order);
    List<Labour> found =
        jdbc.sql(LIST)
            .param("order", order)
            .param("limit", window.limit())
            .param("offset", window.offset())
            .query(RepairLabour::labour)
            .list();
    return Page.of(found, window, null);
  }

  public Labour add(long order, String description, int minutes, BigDecimal hourlyRate) {
    return transactions.execute(
        _ -> {
          String currency = orders.touch(order);
          money.require("hourlyRate", hourlyRate, currency);
          return jdbc.sql(ADD)
              .param("order", order)
              .param("description", description)
              .param("minutes", minutes)
              .param("rate", hourlyRate)
              .param("amount", money.forTime(minutes, hourlyRate, currency))
              .query(RepairLabour::labour)
              .single();
        });
  }

  public void remove(long order, long id) {
    transactions.executeWithoutResult(
        _ -> {
          orders.touch(order);
          if (jdbc.sql(DELETE).param("order", order).param("id", id).update() == 0) {
            throw new LineNotFoundException(order, id);
          }
        });
  }

  private static Labour labour(ResultSet row, int index) throws SQLException {
    return new Labour(
        row.getLong("id"),
        row.getString("description"),
        row.getInt("minutes"),
        row.getBigDecimal("hourly_rate"),
        row.getBigDecimal("amount"),
        row.getObject("created_at", OffsetDateTime.class).toInstant());
  }
}
