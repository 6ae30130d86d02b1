package io.tenantry.provisioning.history;

import java.sql.Types;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
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

  /** What the tenants of these entries are called by now; a deleted one's name may be another's. */
  public Map<UUID, String> schemaNames(Collection<AuditEntry> entries) {
    UUID[] ids =
        entries.stream()
            .map(AuditEntry::tenantId)
            .filter(Objects::nonNull)
            .distinct()
            .toArray(UUID[]::new);
    return jdbc
        .sql(
            """
            SELECT id, schema_name FROM control.tenant
            WHERE id = ANY (:ids::uuid[]) AND status <> 'DELETED'
            """)
        .param("ids", ids)
        .query(Named.class)
        .stream()
        .collect(Collectors.toMap(Named::id, Named::schemaName));
  }

  private record Named(UUID id, String schemaName) {}

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
