package io.tenantry.techstore.repairs;

import io.tenantry.techstore.paging.Page;
import io.tenantry.techstore.paging.PageWindow;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** How orders came to their states. */
@Repository
class StateChanges {

  private static final String ADD =
      """
      insert into repair_state_change (order_id, from_state, to_state, note, changed_by)
      values (:order, :from, :to, :note, :by)
      """;
  private static final String LIST =
      """
      select from_state, to_state, note, changed_by, changed_at
        from repair_state_change
       where order_id = :order
       order by id
       limit :limit offset :offset
      """;

  private final JdbcClient jdbc;

  StateChanges(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void add(
      long order,
      @Nullable RepairState from,
      RepairState to,
      @Nullable String note,
      @Nullable String by) {
    jdbc.sql(ADD)
        .param("order", order)
        .param("from", from == null ? null : from.name(), Types.VARCHAR)
        .param("to", to.name())
        .param("note", note, Types.VARCHAR)
        .param("by", by, Types.VARCHAR)
        .update();
  }

  /** The oldest first. */
  Page<StateChange> list(long order, PageWindow window) {
    List<StateChange> found =
        jdbc.sql(LIST)
            .param("order", order)
            .param("limit", window.limit())
            .param("offset", window.offset())
            .query(StateChanges::change)
            .list();
    return Page.of(found, window, null);
  }

  private static StateChange change(ResultSet row, int index) throws SQLException {
    String from = row.getString("from_state");
    return new StateChange(
        from == null ? null : RepairState.valueOf(from),
        RepairState.valueOf(row.getString("to_state")),
        row.getString("note"),
        row.getString("changed_by"),
        row.getObject("changed_at", OffsetDateTime.class).toInstant());
  }
}
