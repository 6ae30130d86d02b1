package io.tenantry.provisioning.jobs;

import io.tenantry.provisioning.jobs.JobSelection.All;
import io.tenantry.provisioning.jobs.JobSelection.OfType;
import io.tenantry.provisioning.jobs.JobSelection.These;
import io.tenantry.registry.Actor;
import io.tenantry.registry.Audit;
import io.tenantry.registry.TenantId;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** Starts job runs, and what operators do to them. What has been sent is done whatever they say. */
@Component
public class JobRunDesk {

  static final String SCHEDULE = "schedule";

  private final JdbcClient jdbc;
  private final JobRuns runs;
  private final JobOrders orders;
  private final Audit audit;
  private final Clock clock;

  JobRunDesk(JdbcClient jdbc, JobRuns runs, JobOrders orders, Audit audit, Clock clock) {
    this.jdbc = jdbc;
    this.runs = runs;
    this.orders = orders;
    this.audit = audit;
    this.clock = clock;
  }

  /** Writes a run down and sends its first orders. A run over nobody has succeeded. */
  @Transactional
  public JobRun start(
      String job, JobSelection selection, Map<String, String> parameters, Actor actor) {
    UUID id = insert(job, selection, parameters, false, actor.name(), Duration.ZERO);
    audit.record(actor, "job-run.start", null, id + ", job: " + job);
    orders.send(id);
    return runs.find(id);
  }

  /** The same for a job that is due: tenants' turns are spread over a while. */
  @Transactional(propagation = Propagation.MANDATORY)
  UUID startScheduled(String job, Duration jitter) {
    return insert(job, new All(), Map.of(), true, SCHEDULE, jitter);
  }

  /** RUNNING → CANCELLED: tenants that wait are skipped. */
  @Transactional
  public JobRun cancel(UUID run, Actor actor) {
    require(run, "cancel", Set.of(JobRunState.RUNNING));
    jdbc.sql(
            """
            UPDATE control.job_run_tenant SET state = 'SKIPPED', error = 'cancelled', updated_at = now()
            WHERE run_id = :run AND state = 'WAITING'
            """)
        .param("run", run)
        .update();
    jdbc.sql("UPDATE control.job_run SET state = 'CANCELLED', ended_at = now() WHERE id = :run")
        .param("run", run)
        .update();
    audit.record(actor, "job-run.cancel", null, run.toString());
    return runs.find(run);
  }

  /**
   * RUNNING, FAILED → RUNNING: tenants that failed wait again. From now on it is somebody's run,
   * for which the job's schedule does not wait.
   *
   * @throws WrongJobRunStateException also if none has failed
   */
  @Transactional
  public JobRun retryFailed(UUID run, Actor actor) {
    JobRun before = require(run, "retry-failed", Set.of(JobRunState.RUNNING, JobRunState.FAILED));
    if (before.failed() == 0) {
      throw new WrongJobRunStateException(run, before.state(), "retry-failed");
    }
    jdbc.sql(
            """
            UPDATE control.job_run_tenant
            SET state = 'WAITING', error = NULL, duration_ms = NULL, due_at = now(), updated_at = now()
            WHERE run_id = :run AND state = 'FAILED'
            """)
        .param("run", run)
        .update();
    jdbc.sql(
            """
            UPDATE control.job_run SET state = 'RUNNING', ended_at = NULL, scheduled = false
            WHERE id = :run
            """)
        .param("run", run)
        .update();
    audit.record(actor, "job-run.retry-failed", null, run.toString());
    return runs.find(run);
  }

  private UUID insert(
      String job,
      JobSelection selection,
      Map<String, String> parameters,
      boolean scheduled,
      String requestedBy,
      Duration jitter) {
    UUID id = TenantId.next(clock).value();
    String type = selection instanceof OfType(String only) ? only : null;
    UUID[] these =
        selection instanceof These(var tenants)
            ? tenants.stream().map(TenantId::value).toArray(UUID[]::new)
            : null;
    jdbc.sql(
            """
            INSERT INTO control.job_run (id, job, type, parameters, scheduled, requested_by)
            VALUES (:id, :job, :type, :parameters::jsonb, :scheduled, :by)
            """)
        .param("id", id)
        .param("job", job)
        .param("type", type)
        .param("parameters", JsonMapper.shared().writeValueAsString(parameters))
        .param("scheduled", scheduled)
        .param("by", requestedBy)
        .update();
    jdbc.sql(
            """
            INSERT INTO control.job_run_tenant (run_id, tenant_id, due_at)
            SELECT :id, id, now() + random() * :jitter * interval '1 millisecond'
            FROM control.tenant
            WHERE CASE WHEN :these::uuid[] IS NOT NULL THEN id = ANY (:these::uuid[])
                       ELSE status IN ('ACTIVE', 'TRIAL') AND (:type::text IS NULL OR type = :type) END
            """)
        .param("id", id)
        .param("jitter", jitter.toMillis())
        .param("these", these)
        .param("type", type)
        .update();
    return id;
  }

  private JobRun require(UUID run, String action, Set<JobRunState> allowed) {
    JobRunState state =
        jdbc.sql("SELECT state FROM control.job_run WHERE id = :run FOR NO KEY UPDATE")
            .param("run", run)
            .query(JobRunState.class)
            .optional()
            .orElseThrow(() -> new JobRunNotFoundException(run));
    if (!allowed.contains(state)) {
      throw new WrongJobRunStateException(run, state, action);
    }
    return runs.find(run);
  }
}
