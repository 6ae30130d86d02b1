package io.tenantry.registry;

import java.sql.Types;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads tenants. */
public class Tenants {

  private static final int MOST_PLANS_NAMED = 20;

  private final JdbcClient jdbc;

  Tenants(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  public Optional<Tenant> find(TenantId id) {
    return jdbc.sql(TenantRow.SELECT + "WHERE t.id = :id")
        .param("id", id.value())
        .query(TenantRow::map)
        .optional();
  }

  /** The same, unless the database has a role of the tenant's name, be it anybody's. */
  public Optional<Tenant> findWithoutRole(TenantId id) {
    return jdbc.sql(
            TenantRow.SELECT
                + """
                WHERE t.id = :id
                  AND NOT EXISTS (SELECT FROM pg_roles WHERE rolname = t.role_name)
                """)
        .param("id", id.value())
        .query(TenantRow::map)
        .optional();
  }

  /**
   * What a page of tenants must match; null matches all.
   *
   * @param text part of the name, the schema name or a domain, whatever the case
   */
  public record Filter(
      @Nullable TenantStatus status,
      @Nullable String plan,
      @Nullable String type,
      @Nullable String text) {}

  /** Up to {@code limit} tenants that match, newest first, beginning after the one given. */
  public List<Tenant> page(Filter filter, @Nullable TenantId after, int limit) {
    return jdbc.sql(
            TenantRow.SELECT
                + """
                WHERE (:after::uuid IS NULL OR t.id < :after)
                  AND (:status::text IS NULL OR t.status = :status)
                  AND (:plan::text IS NULL OR t.plan = :plan)
                  AND (:type::text IS NULL OR t.type = :type)
                  AND (:text::text IS NULL OR position(lower(:text) IN lower(t.name)) > 0
                       OR position(lower(:text) IN t.schema_name) > 0
                       OR EXISTS (SELECT FROM control.domain any_domain
                                  WHERE any_domain.tenant_id = t.id
                                    AND position(lower(:text) IN any_domain.name) > 0))
                ORDER BY t.id DESC
                LIMIT :limit
                """)
        .param("after", after == null ? null : after.value(), Types.OTHER)
        .param("status", filter.status() == null ? null : filter.status().name(), Types.VARCHAR)
        .param("plan", filter.plan(), Types.VARCHAR)
        .param("type", filter.type(), Types.VARCHAR)
        .param("text", filter.text(), Types.VARCHAR)
        .param("limit", limit)
        .query(TenantRow::map)
        .list();
  }

  /** Which numbers of {@code base}, {@code base_2}, {@code base_3}… are taken; 1 is the base. */
  public Set<Integer> takenNumbers(SchemaName base) {
    return jdbc.sql(
            """
            SELECT coalesce(nullif(substr(schema_name, length(:base) + 2), '')::int, 1)
            FROM control.tenant
            WHERE status <> 'DELETED'
              AND (schema_name = :base OR schema_name ~ ('^' || :base || '_[1-9][0-9]{0,6}$'))
            """)
        .param("base", base.value())
        .query(Integer.class)
        .set();
  }

  /** How many tenants there are by status; those that have none are 0. */
  public Map<TenantStatus, Long> countByStatus() {
    Map<TenantStatus, Long> counts =
        jdbc
            .sql("SELECT status, count(*) AS tenants FROM control.tenant GROUP BY status")
            .query()
            .listOfRows()
            .stream()
            .collect(
                Collectors.toMap(
                    row -> TenantStatus.valueOf((String) row.get("status")),
                    row -> (Long) row.get("tenants")));
    for (TenantStatus status : TenantStatus.values()) {
      counts.putIfAbsent(status, 0L);
    }
    return counts;
  }

  /** Whether the database has a role of that name, be it a tenant's or anybody's. */
  public boolean roleExists(SqlIdentifier role) {
    return jdbc.sql("SELECT EXISTS (SELECT FROM pg_roles WHERE rolname = :role)")
        .param("role", role.value())
        .query(Boolean.class)
        .single();
  }

  /**
   * Makes sure that there is a plan of that name, and keeps it until this transaction ends.
   *
   * @throws UnknownPlanException if there is none
   */
  public void requirePlan(String plan) {
    jdbc.sql("SELECT name FROM control.plan WHERE name = :plan FOR KEY SHARE")
        .param("plan", plan)
        .query(String.class)
        .optional()
        .orElseThrow(() -> new UnknownPlanException(plan, plans()));
  }

  private List<String> plans() {
    return jdbc.sql("SELECT name FROM control.plan ORDER BY name LIMIT :limit")
        .param("limit", MOST_PLANS_NAMED)
        .query(String.class)
        .list();
  }

  /** The tenant's events after the one numbered {@code sequence}, at most {@code limit}. */
  public List<RecordedEvent> events(TenantId id, long sequence, int limit) {
    return jdbc.sql(
            """
            SELECT sequence, type, data FROM control.tenant_event
            WHERE tenant_id = :id AND sequence > :sequence ORDER BY sequence LIMIT :limit
            """)
        .param("id", id.value())
        .param("sequence", sequence)
        .param("limit", limit)
        .query(RecordedEvent.class)
        .list();
  }

  /** An event of a tenant as it was published; {@code data} is JSON. */
  public record RecordedEvent(long sequence, String type, String data) {}

  /** Locks the tenant's row for this transaction; empty if there is no such tenant. */
  public Optional<Tenant> lock(TenantId id) {
    return jdbc.sql(TenantRow.SELECT + "WHERE t.id = :id FOR UPDATE OF t")
        .param("id", id.value())
        .query(TenantRow::map)
        .optional();
  }
}
