package io.tenantry.messaging.relay;

import io.tenantry.events.CloudEvent;
import io.tenantry.events.MessageTypes;
import io.tenantry.events.TenantCreated;
import io.tenantry.messaging.relay.OutboxRow.Kind;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The relay's view of {@code control.outbox}. */
final class OutboxRepository {

  private final JdbcClient jdbc;
  private final String source;

  OutboxRepository(JdbcClient jdbc, String source) {
    this.jdbc = jdbc;
    this.source = source;
  }

  /**
   * Locks what may go out now until the transaction ends: of each tenant its oldest event only, so
   * that none overtakes another; what another relay holds is passed over. Ids commit out of order,
   * hence no cursor. A relay that stands still loses its locks and with them its claim.
   *
   * <p>After a sudden backlog the planner, for lack of statistics, would have this query compiled:
   * 250 ms for each claim instead of one. Nor is the commit waited for to be on disk: after a crash
   * of the server what was published is published again, as after any other.
   */
  List<OutboxRow> claim(int limit, Duration patience) {
    jdbc.sql(
            """
            SELECT set_config('idle_in_transaction_session_timeout', :millis, true),
                   set_config('jit', 'off', true), set_config('synchronous_commit', 'off', true)
            """)
        .param("millis", Long.toString(patience.toMillis()))
        .query()
        .singleRow();
    return jdbc.sql(
            """
            SELECT o.id, o.kind, o.message_id, o.type, o.tenant_id, o.data, o.occurred_at, o.attempts,
                   o.traceparent
            FROM control.outbox o
            WHERE o.next_attempt_at <= now()
              AND (o.kind = 'command' OR NOT EXISTS (
                    SELECT FROM control.outbox earlier
                    WHERE earlier.kind = 'event'
                      AND earlier.tenant_id = o.tenant_id
                      AND earlier.sequence < o.sequence))
            ORDER BY o.id
            LIMIT :limit
            FOR UPDATE OF o SKIP LOCKED
            """)
        .param("limit", limit)
        .query(this::row)
        .list();
  }

  /** Removes them and says whether one was in the way of a later event of its tenant. */
  boolean remove(List<Long> ids) {
    return jdbc.sql(
            """
            WITH removed AS (
              DELETE FROM control.outbox WHERE id = ANY (:ids) RETURNING kind, tenant_id, sequence)
            SELECT EXISTS (
              SELECT FROM removed r
              JOIN control.outbox later
                ON later.kind = 'event' AND later.tenant_id = r.tenant_id AND later.sequence > r.sequence
              WHERE r.kind = 'event')
            """)
        .param("ids", ids.toArray(Long[]::new))
        .query(Boolean.class)
        .single();
  }

  void postpone(long id, Duration pause, String error) {
    jdbc.sql(
            """
            UPDATE control.outbox
            SET attempts = attempts + 1, last_error = left(:error, 1000),
                next_attempt_at = clock_timestamp() + :millis * interval '1 millisecond'
            WHERE id = :id
            """)
        .param("id", id)
        .param("millis", pause.toMillis())
        .param("error", error)
        .update();
  }

  /** How much waits, and how long the oldest has. */
  Backlog backlog() {
    return jdbc.sql(
            """
            SELECT count(*) AS pending,
                   coalesce(extract(epoch FROM now() - min(occurred_at)), 0) AS oldest
            FROM control.outbox
            """)
        .query((row, number) -> new Backlog(row.getLong("pending"), row.getDouble("oldest")))
        .single();
  }

  record Backlog(long pending, double oldestSeconds) {}

  private OutboxRow row(ResultSet row, int number) throws SQLException {
    var kind = Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT));
    String type = row.getString("type");
    UUID tenant = row.getObject("tenant_id", UUID.class);
    var message =
        new CloudEvent(
            row.getObject("message_id", UUID.class),
            type,
            source,
            tenant == null ? null : tenant.toString(),
            row.getObject("occurred_at", OffsetDateTime.class).toInstant(),
            row.getString("data"),
            row.getString("traceparent"));
    return new OutboxRow(
        row.getLong("id"), kind, message, tenant, needsQueue(kind, type), row.getInt("attempts"));
  }

  private static boolean needsQueue(Kind kind, String type) {
    return kind == Kind.COMMAND
        || MessageTypes.find(type).filter(TenantCreated.class::equals).isPresent();
  }
}
