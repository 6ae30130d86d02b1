package io.tenantry.techstore.repairs;

import io.tenantry.techstore.paging.Page;
import io.tenantry.techstore.paging.PageWindow;
import io.tenantry.techstore.repairs.RepairException.OrderNotFoundException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Notes on orders, also on closed ones; they are never changed. */
@Repository
public class RepairNotes {

  private static final String ADD =
      """
      insert into repair_note (order_id, text, written_by)
      select id, :text, :by from repair_order where id = :order
      returning id, text, written_by, created_at
      """;
  private static final String LIST =
      """
      select id, text, written_by, created_at
        from repair_note
       where order_id = :order
       order by id
       limit :limit offset :offset
      """;

  private final RepairOrders orders;
  private final JdbcClient jdbc;

  RepairNotes(RepairOrders orders, JdbcClient jdbc) {
    this.orders = orders;
    this.jdbc = jdbc;
  }

  /**
   * @param by who writes it, where that is known
   */
  public RepairNote add(long order, String text, @Nullable String by) {
    return jdbc.sql(ADD)
        .param("order", order)
        .param("text", text)
        .param("by", by, Types.VARCHAR)
        .query(RepairNotes::note)
        .optional()
        .orElseThrow(() -> new OrderNotFoundException(order));
  }

  /** The oldest first. */
  public Page<RepairNote> list(long order, PageWindow window) {
    orders.get(order);
    List<RepairNote> found =
        jdbc.sql(LIST)
            .param("order", order)
            .param("limit", window.limit())
            .param("offset", window.offset())
            .query(RepairNotes::note)
            .list();
    return Page.of(found, window, null);
  }

  private static RepairNote note(ResultSet row, int index) throws SQLException {
    return new RepairNote(
        row.getLong("id"),
        row.getString("text"),
        row.getString("written_by"),
        row.getObject("created_at", OffsetDateTime.class).toInstant());
  }
}
