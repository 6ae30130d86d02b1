package io.tenantry.provisioning.history;

import java.sql.Types;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads the audit log of the whole installation. */
@Repository
public class AuditLog {

  private final JdbcClient jdbc;

  AuditLog(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** What a page of entries must match; null matches all. */
  public record Filter(@Nullable String actor, @Nullable String action, @Nullable UUID tenant) {}

  /** Up to {@code limit} entries that match, newest first, with ids below the one given. */
  public List<AuditEntry> page(Filter filter, long below, int limit) {
    return jdbc
        .sql(
            """
            SELECT id, at, actor, remote_address, action, tenant_id,
                   coalesce(detail ->> 'text', '') AS detail, outcome
            FROM control.audit
            WHERE id < :below
              AND (:actor::text IS NULL OR actor = :actor)
              AND (:action::text IS NULL OR action = :action)
              AND (:tenant::uuid IS NULL OR tenant_id = :tenant)
            ORDER BY id DESC LIMIT :limit
            """)
        .param("below", below)
        .param("actor", filter.actor(), Types.VARCHAR)
        .param("action", filter.action(), Types.VARCHAR)
        .param("tenant", filter.tenant(), Types.OTHER)
        .param("limit", limit)
        .query(Row.class)
        .list()
        .stream()
        .map(Row::entry)
        .toList();
  }

  private record Row(
      long id,
      OffsetDateTime at,
      String actor,
      @Nullable String remoteAddress,
      String action,
      @Nullable UUID tenantId,
      String detail,
      String outcome) {

    private AuditEntry entry() {
      return new AuditEntry(
          id, at.toInstant(), actor, remoteAddress, action, tenantId, detail, outcome);
    }
  }
}
