package io.tenantry.provisioning.history;

import io.tenantry.registry.TenantId;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What happened to one tenant, from the audit log, its events and the attempts to build it. */
@Repository
public class TenantHistory {

  private final JdbcClient jdbc;

  TenantHistory(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Up to {@code limit} entries, newest first, from before the place given. */
  public List<Placed> page(TenantId tenant, HistoryPlace before, int limit) {
    return jdbc
        .sql(
            """
            SELECT * FROM (
              (SELECT at, 3 AS source, id AS number, action AS name, actor, remote_address,
                      coalesce(detail ->> 'text', '') AS text,
                      NULL::timestamptz AS ended_at, NULL AS outcome
               FROM control.audit
               WHERE tenant_id = :tenant AND at <= :at AND (at, 3, id) < (:at, :source, :number)
               ORDER BY at DESC, id DESC LIMIT :limit)
              UNION ALL
              (SELECT occurred_at, 2, sequence, type, '', NULL, data, NULL, NULL
               FROM control.tenant_event
               WHERE tenant_id = :tenant AND occurred_at <= :at
                 AND (occurred_at, 2, sequence) < (:at, :source, :number)
               ORDER BY occurred_at DESC, sequence DESC LIMIT :limit)
              UNION ALL
              (SELECT started_at, 1, number, '', worker, NULL, error, ended_at, outcome
               FROM control.attempt
               WHERE tenant_id = :tenant AND started_at <= :at
                 AND (started_at, 1, number) < (:at, :source, :number)
               ORDER BY started_at DESC, number DESC LIMIT :limit)
            ) history
            ORDER BY at DESC, source DESC, number DESC LIMIT :limit
            """)
        .param("tenant", tenant.value())
        .param("at", before.at())
        .param("source", before.source())
        .param("number", before.number())
        .param("limit", limit)
        .query(Row.class)
        .list()
        .stream()
        .map(Row::placed)
        .toList();
  }

  /** What the three sources have in common, and what only one of them has. */
  private record Row(
      OffsetDateTime at,
      int source,
      long number,
      String name,
      String actor,
      @Nullable String remoteAddress,
      @Nullable String text,
      @Nullable OffsetDateTime endedAt,
      @Nullable String outcome) {

    private Placed placed() {
      return new Placed(new HistoryPlace(at, source, number), entry());
    }

    private HistoryEntry entry() {
      Instant when = at.toInstant();
      return switch (source) {
        case HistoryPlace.ACTIONS ->
            new HistoryEntry.Action(when, name, actor, remoteAddress, String.valueOf(text));
        case HistoryPlace.EVENTS ->
            new HistoryEntry.Event(when, name, number, String.valueOf(text));
        case HistoryPlace.ATTEMPTS ->
            new HistoryEntry.Attempt(
                when,
                (int) number,
                actor,
                endedAt == null ? null : endedAt.toInstant(),
                outcome,
                text);
        default -> throw new IllegalStateException("history has no source " + source);
      };
    }
  }
}
