package io.tenantry.registry.runs;

import java.sql.Types;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads runs. */
public class MigrationRuns {

  private static final String SELECT =
      """
      SELECT r.id, r.state, r.state_reason, r.type, r.shared IS NOT NULL AS shared, r.requested_by,
             r.canaries, r.wave_size, r.concurrency, r.failure_budget, r.wave, r.waves, r.total,
             r.created_at, r.started_at, r.ended_at, c.*
      FROM control.migration_run r
      CROSS JOIN LATERAL (
        SELECT count(*) FILTER (WHERE state = 'WAITING') AS waiting,
               count(*) FILTER (WHERE state = 'RUNNING') AS running,
               count(*) FILTER (WHERE state = 'BUSY') AS busy,
               count(*) FILTER (WHERE state = 'MIGRATED') AS migrated,
               count(*) FILTER (WHERE state = 'FAILED') AS failed,
               count(*) FILTER (WHERE state = 'SKIPPED') AS skipped
        FROM control.migration_run_tenant m WHERE m.run_id = r.id) c
      """;

  private final JdbcClient jdbc;

  MigrationRuns(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * @throws RunNotFoundException if there is no such run
   */
  public MigrationRun find(UUID run) {
    return jdbc.sql(SELECT + "WHERE r.id = :run")
        .param("run", run)
        .query(MigrationRun.class)
        .optional()
        .orElseThrow(() -> new RunNotFoundException(run));
  }

  /** How many are in that state. */
  public long count(RunState state) {
    return jdbc.sql("SELECT count(*) FROM control.migration_run WHERE state = :state")
        .param("state", state.name())
        .query(Long.class)
        .single();
  }

  /** Up to {@code limit} runs, newest first, beginning after the one given; null is all. */
  public List<MigrationRun> page(@Nullable RunState state, @Nullable UUID after, int limit) {
    return jdbc.sql(
            SELECT
                + """
                WHERE (:state::text IS NULL OR r.state = :state)
                  AND (:after::uuid IS NULL OR r.id < :after)
                ORDER BY r.id DESC
                LIMIT :limit
                """)
        .param("state", state == null ? null : state.name(), Types.VARCHAR)
        .param("after", after, Types.OTHER)
        .param("limit", limit)
        .query(MigrationRun.class)
        .list();
  }

  /** Up to {@code limit} tenants of a run in the order of their ids; null is all. */
  public List<RunTenant> tenants(
      UUID run, @Nullable RunTenantState state, @Nullable UUID after, int limit) {
    return jdbc.sql(
            """
            SELECT m.tenant_id, t.schema_name, m.wave, m.state, m.from_version, m.to_version,
                   m.attempts, m.duration_ms, m.error, m.updated_at
            FROM control.migration_run_tenant m JOIN control.tenant t ON t.id = m.tenant_id
            WHERE m.run_id = :run
              AND (:state::text IS NULL OR m.state = :state)
              AND (:after::uuid IS NULL OR m.tenant_id > :after)
            ORDER BY m.tenant_id
            LIMIT :limit
            """)
        .param("run", run)
        .param("state", state == null ? null : state.name(), Types.VARCHAR)
        .param("after", after, Types.OTHER)
        .param("limit", limit)
        .query(RunTenant.class)
        .list();
  }
}
