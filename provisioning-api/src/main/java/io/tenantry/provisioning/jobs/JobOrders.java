package io.tenantry.provisioning.jobs;

import io.tenantry.events.RunJob;
import io.tenantry.messaging.outbox.Outbox;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Sends a run's orders to the tenant application, a few at a time, and one for each tenant. */
@Component
class JobOrders {

  private final JdbcClient jdbc;
  private final Outbox outbox;
  private final JobProperties settings;

  JobOrders(JdbcClient jdbc, Outbox outbox, JobProperties settings) {
    this.jdbc = jdbc;
    this.outbox = outbox;
    this.settings = settings;
  }

  private record Open(String job, String parameters) {}

  private record Taken(UUID tenantId, int attempts, @Nullable OffsetDateTime leaseUntil) {}

  /** The runs that have not ended. */
  List<UUID> open() {
    return jdbc.sql("SELECT id FROM control.job_run WHERE state = 'RUNNING' ORDER BY id")
        .query(UUID.class)
        .list();
  }

  /**
   * As many orders as the run may have unanswered, for tenants that have no other job at the
   * moment; ends the run if nothing of it is left. One instance at a time, since two could choose
   * the same tenant for different runs. That lock comes before the run's own.
   */
  @Transactional
  public void send(UUID run) {
    jdbc.sql("SELECT pg_advisory_xact_lock(hashtext('tenantry jobs'))").query().singleRow();
    Optional<Open> open =
        jdbc.sql(
                """
                SELECT job, parameters::text AS parameters FROM control.job_run
                WHERE id = :run AND state = 'RUNNING' FOR NO KEY UPDATE
                """)
            .param("run", run)
            .query(Open.class)
            .optional();
    if (open.isEmpty()) {
      return;
    }
    Map<String, String> parameters =
        JsonMapper.shared().readValue(open.get().parameters(), new TypeReference<>() {});
    for (Taken taken : take(run)) {
      if (taken.leaseUntil() != null) {
        outbox.append(
            new RunJob(
                run,
                taken.tenantId(),
                taken.attempts(),
                open.get().job(),
                parameters,
                taken.leaseUntil().toInstant()));
      }
    }
    end(run);
  }

  private List<Taken> take(UUID run) {
    return jdbc.sql(
            """
            WITH next AS MATERIALIZED (
              SELECT m.tenant_id, t.status, t.status IN ('ACTIVE', 'TRIAL') AS active
              FROM control.job_run_tenant m JOIN control.tenant t ON t.id = m.tenant_id
              WHERE m.run_id = :run AND m.state = 'WAITING' AND m.due_at <= now()
                AND NOT EXISTS (SELECT FROM control.job_run_tenant busy
                                WHERE busy.tenant_id = m.tenant_id AND busy.state = 'SENT')
              ORDER BY m.due_at, m.tenant_id
              LIMIT greatest(0, :outstanding - (SELECT count(*) FROM control.job_run_tenant
                                                WHERE run_id = :run AND state = 'SENT')))
            UPDATE control.job_run_tenant m
            SET state = CASE WHEN active THEN 'SENT' ELSE 'SKIPPED' END,
                error = CASE WHEN NOT active THEN 'the tenant is ' || status END,
                attempts = attempts + active::int,
                lease_until = CASE WHEN active THEN now() + :lease * interval '1 millisecond' END,
                updated_at = now()
            FROM next WHERE m.run_id = :run AND m.tenant_id = next.tenant_id
            RETURNING m.tenant_id, m.attempts, m.lease_until
            """)
        .param("run", run)
        .param("outstanding", settings.outstanding())
        .param("lease", settings.lease().toMillis())
        .query(Taken.class)
        .list();
  }

  /** Orders without an answer in time: they are sent again, or were sent often enough. */
  @Transactional
  public int expire() {
    return jdbc.sql(
            """
            WITH lost AS MATERIALIZED (
              SELECT run_id, tenant_id FROM control.job_run_tenant
              WHERE state = 'SENT' AND lease_until < now()
              LIMIT 1000 FOR UPDATE SKIP LOCKED)
            UPDATE control.job_run_tenant m
            SET state = CASE WHEN r.state <> 'RUNNING' THEN 'SKIPPED'
                             WHEN m.attempts >= :most THEN 'FAILED' ELSE 'WAITING' END,
                error = CASE WHEN r.state <> 'RUNNING' THEN 'cancelled'
                             ELSE 'no answer, after ' || m.attempts || ' orders' END,
                lease_until = NULL, updated_at = now()
            FROM lost JOIN control.job_run r ON r.id = lost.run_id
            WHERE m.run_id = lost.run_id AND m.tenant_id = lost.tenant_id
            """)
        .param("most", settings.maxAttempts())
        .update();
  }

  /** The caller holds the run's row lock, so that of two last answers the second sees the first. */
  void end(UUID run) {
    jdbc.sql(
            """
            UPDATE control.job_run
            SET ended_at = now(),
                state = CASE WHEN EXISTS (SELECT FROM control.job_run_tenant
                                          WHERE run_id = :run AND state = 'FAILED')
                             THEN 'FAILED' ELSE 'SUCCEEDED' END
            WHERE id = :run AND state = 'RUNNING'
              AND NOT EXISTS (SELECT FROM control.job_run_tenant
                              WHERE run_id = :run AND state IN ('WAITING', 'SENT'))
            """)
        .param("run", run)
        .update();
  }
}
