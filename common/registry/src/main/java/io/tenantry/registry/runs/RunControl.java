package io.tenantry.registry.runs;

import io.tenantry.events.MigrationRunCancelled;
import io.tenantry.events.MigrationRunPaused;
import io.tenantry.events.MigrationRunResumed;
import io.tenantry.messaging.outbox.Outbox;
import io.tenantry.registry.Actor;
import io.tenantry.registry.Audit;
import java.util.Set;
import java.util.UUID;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;

/** What operators do to a run. A tenant that a worker is at is finished whatever they say. */
public class RunControl {

  private final JdbcClient jdbc;
  private final MigrationRuns runs;
  private final Outbox outbox;
  private final Audit audit;
  private final RunSlots slots;

  RunControl(JdbcClient jdbc, MigrationRuns runs, Outbox outbox, Audit audit, RunSlots slots) {
    this.jdbc = jdbc;
    this.runs = runs;
    this.outbox = outbox;
    this.audit = audit;
    this.slots = slots;
  }

  /** RUNNING → PAUSED: no further tenant is begun. */
  @Transactional
  public MigrationRun pause(UUID run, Actor actor) {
    require(run, "pause", Set.of(RunState.RUNNING));
    jdbc.sql(
            """
            UPDATE control.migration_run SET state = 'PAUSED', state_reason = 'by-operator' WHERE id = :run
            """)
        .param("run", run)
        .update();
    outbox.append(new MigrationRunPaused(run, "by-operator"));
    return done(run, "pause", actor);
  }

  /** PAUSED → RUNNING. Failures so far count no more for the budget, nor for the canaries. */
  @Transactional
  public MigrationRun resume(UUID run, Actor actor) {
    require(run, "resume", Set.of(RunState.PAUSED));
    goOn(run);
    return done(run, "resume", actor);
  }

  /** RUNNING, PAUSED → CANCELLED: tenants that wait stay as they are. */
  @Transactional
  public MigrationRun cancel(UUID run, Actor actor) {
    require(run, "cancel", Set.of(RunState.RUNNING, RunState.PAUSED));
    jdbc.sql(
            """
            UPDATE control.migration_run_tenant SET state = 'SKIPPED', error = 'cancelled', updated_at = now()
            WHERE run_id = :run AND state IN ('WAITING', 'BUSY')
            """)
        .param("run", run)
        .update();
    jdbc.sql(
            """
            UPDATE control.migration_run SET state = 'CANCELLED', state_reason = NULL, ended_at = now()
            WHERE id = :run
            """)
        .param("run", run)
        .update();
    MigrationRun after = done(run, "cancel", actor);
    outbox.append(new MigrationRunCancelled(run, after.migrated(), after.skipped()));
    return after;
  }

  /**
   * RUNNING, PAUSED, FAILED → RUNNING: tenants that failed wait again, with all their attempts.
   *
   * @throws OpenRunException if one of them is in another run by now that has not ended
   */
  @Transactional
  public MigrationRun retryFailed(UUID run, Actor actor) {
    MigrationRun before =
        require(run, "retry-failed", Set.of(RunState.RUNNING, RunState.PAUSED, RunState.FAILED));
    if (before.failed() == 0) {
      throw new WrongRunStateException(run, before.state(), "retry-failed");
    }
    try {
      jdbc.sql(
              """
              UPDATE control.migration_run_tenant
              SET state = 'WAITING', attempts = 0, refusals = 0, next_attempt_at = now(), updated_at = now()
              WHERE run_id = :run AND state = 'FAILED'
              """)
          .param("run", run)
          .update();
    } catch (DuplicateKeyException e) {
      throw new OpenRunException();
    }
    goOn(run);
    return done(run, "retry-failed", actor);
  }

  private void goOn(UUID run) {
    jdbc.sql(
            """
            UPDATE control.migration_run
            SET state = 'RUNNING', state_reason = NULL, ended_at = NULL,
                accepted = (SELECT count(*) FROM control.migration_run_tenant
                            WHERE run_id = :run AND state = 'FAILED'),
                next_look_at = now() + :pause * interval '1 millisecond'
            WHERE id = :run
            """)
        .param("run", run)
        .param("pause", RunSlots.PAUSE.toMillis())
        .update();
    outbox.append(new MigrationRunResumed(run));
    slots.open(run);
  }

  private MigrationRun require(UUID run, String action, Set<RunState> allowed) {
    RunState state =
        jdbc.sql("SELECT state FROM control.migration_run WHERE id = :run FOR NO KEY UPDATE")
            .param("run", run)
            .query(RunState.class)
            .optional()
            .orElseThrow(() -> new RunNotFoundException(run));
    if (!allowed.contains(state)) {
      throw new WrongRunStateException(run, state, action);
    }
    return runs.find(run);
  }

  private MigrationRun done(UUID run, String action, Actor actor) {
    audit.record(actor, "migration-run." + action, null, run.toString());
    return runs.find(run);
  }
}
