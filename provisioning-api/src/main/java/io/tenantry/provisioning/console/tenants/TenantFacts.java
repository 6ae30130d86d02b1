package io.tenantry.provisioning.console.tenants;

import io.tenantry.provisioning.console.Sizes;
import io.tenantry.registry.SqlIdentifier;
import io.tenantry.registry.TenantId;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What only the tenant's page asks for. Sizes come from the catalogs, which every login may read,
 * by way of what depends on the schema: that is indexed, however many schemas there are.
 */
@Repository
class TenantFacts {

  private static final int MOST_TABLES = 8;
  private static final String LOCK_WAIT = "500ms";
  private static final String LOCK_NOT_AVAILABLE = "55P03";

  private final JdbcClient jdbc;
  private final TransactionTemplate transactions;

  TenantFacts(JdbcClient jdbc, PlatformTransactionManager transactions) {
    this.jdbc = jdbc;
    this.transactions = new TransactionTemplate(transactions);
  }

  /**
   * How far the workers are with a tenant, and what its application reported.
   *
   * @param newestVersion of its type's scripts
   * @param behind whether its schema lacks a script
   * @param workError why the drop or the rename that is due has failed
   * @param users as last counted, like the products; null if they never were
   */
  record Work(
      @Nullable String newestVersion,
      boolean behind,
      int attempts,
      @Nullable OffsetDateTime nextAttemptAt,
      int workFailures,
      @Nullable String workError,
      @Nullable Long users,
      @Nullable Long products,
      long requestsToday) {}

  /** The size of one table with its indexes; {@code rows} is the planner's guess. */
  record Table(String name, long bytes, @Nullable Long rows, long total, long tables) {

    /** In words. */
    public String size() {
      return Sizes.of(bytes);
    }
  }

  Work work(TenantId id) {
    return jdbc.sql(
            """
            SELECT y.version AS newest_version,
                   coalesce(
                     t.status IN ('ACTIVE', 'TRIAL', 'SUSPENDED') AND y.fingerprint <> ''
                       AND y.fingerprint IS DISTINCT FROM t.schema_fingerprint, false) AS behind,
                   t.attempts, t.next_attempt_at, t.work_failures, t.work_error,
                   counted.users, counted.products,
                   coalesce(today.requests, 0) AS requests_today
            FROM control.tenant t LEFT JOIN control.tenant_type y ON y.name = t.type
            LEFT JOIN LATERAL (
              SELECT users, products FROM control.usage
              WHERE tenant_id = t.id AND users IS NOT NULL ORDER BY day DESC LIMIT 1) counted ON true
            LEFT JOIN control.usage today
              ON today.tenant_id = t.id AND today.day = (now() AT TIME ZONE 'UTC')::date
            WHERE t.id = :id
            """)
        .param("id", id.value())
        .query(Work.class)
        .single();
  }

  /**
   * The largest tables of a schema, each row with the sum over all; empty while somebody, such as a
   * migration, keeps a table from being looked at.
   */
  Optional<List<Table>> largest(SqlIdentifier schema) {
    try {
      return Optional.ofNullable(
          transactions.execute(
              transaction -> {
                jdbc.sql("SELECT set_config('lock_timeout', :wait, true)")
                    .param("wait", LOCK_WAIT)
                    .query(String.class)
                    .single();
                return read(schema);
              }));
    } catch (DataAccessException e) {
      if (e.getMostSpecificCause() instanceof SQLException cause
          && LOCK_NOT_AVAILABLE.equals(cause.getSQLState())) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private List<Table> read(SqlIdentifier schema) {
    return jdbc.sql(
            """
            SELECT name, bytes, rows, sum(bytes) OVER () AS total, count(*) OVER () AS tables
            FROM (
              SELECT c.relname AS name, coalesce(pg_total_relation_size(c.oid), 0) AS bytes,
                     nullif(c.reltuples, -1)::bigint AS rows
              FROM pg_namespace n
              JOIN pg_depend d ON d.refclassid = 'pg_namespace'::regclass AND d.refobjid = n.oid
                              AND d.classid = 'pg_class'::regclass
              JOIN pg_class c ON c.oid = d.objid AND c.relkind IN ('r', 'p', 'm')
              WHERE n.nspname = :schema) tables
            ORDER BY bytes DESC, name LIMIT :most
            """)
        .param("schema", schema.value())
        .param("most", MOST_TABLES)
        .query(Table.class)
        .list();
  }
}
