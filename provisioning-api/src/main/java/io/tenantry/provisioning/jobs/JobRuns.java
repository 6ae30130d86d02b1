package io.tenantry.provisioning.jobs;

import java.sql.Types;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads job runs. */
@Repository
public class JobRuns {

  private static final String SELECT =
      """
      SELECT r.id, r.job, r.state, r.type, r.parameters::text AS parameters, r.scheduled,
             r.requested_by, r.created_at, r.ended_at, c.*
      FROM control.job_run r
      CROSS JOIN LATERAL (
        SELECT count(*) AS total,
               count(*) FILTER (WHERE state = 'WAITING') AS waiting,
               count(*) FILTER (WHERE state = 'SENT') AS sent,
               count(*) FILTER (WHERE state = 'SUCCEEDED') AS succeeded,
               count(*) FILTER (WHERE state = 'FAILED') AS failed,
               count(*) FILTER (WHERE state = 'SKIPPED') AS skipped
        FROM control.job_run_tenant m WHERE m.run_id = r.id) c
      """;

  private final JdbcClient jdbc;

  JobRuns(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * @throws JobRunNotFoundException if there is no such run
   */
  public JobRun find(UUID run) {
    return jdbc.sql(SELECT + "WHERE r.id = :run")
        .param("run", run)
        .query(JobRun.class)
        .optional()
        .orElseThrow(() -> new JobRunNotFoundException(run));
  }

  /** Up to {@code limit} runs, newest first, beginning after the one given; null is all. */
  public List<JobRun> page(
      @Nullable JobRunState state, @Nullable String job, @Nullable UUID after, int limit) {
    return jdbc.sql(
            SELECT
                + """
                WHERE (:state::text IS NULL OR r.state = :state)
                  AND (:job::text IS NULL OR r.job = :job)
                  AND (:after::uuid IS NULL OR r.id < :after)
                ORDER BY r.id DESC
                LIMIT :limit
                """)
        .param("state", state == null ? null : state.name(), Types.VARCHAR)
        .param("job", job, Types.VARCHAR)
        .param("after", after, Types.OTHER)
        .param("limit", limit)
        .query(JobRun.class)
        .list();
  }

  /** Up to {@code limit} tenants of a run in the order of their ids; null is all. */
  public List<JobRunTenant> tenants(
      UUID run, @Nullable JobTenantState state, @Nullable UUID after, int limit) {
    return jdbc.sql(
            """
            SELECT m.tenant_id, t.schema_name, m.state, m.attempts, m.duration_ms, m.error,
                   m.updated_at
            FROM control.job_run_tenant m JOIN control.tenant t ON t.id = m.tenant_id
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
        .query(JobRunTenant.class)
        .list();
  }
}
