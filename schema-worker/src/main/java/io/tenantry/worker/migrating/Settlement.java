package io.tenantry.worker.migrating;

import io.tenantry.events.MigrationRunEnded;
import io.tenantry.events.MigrationRunPaused;
import io.tenantry.messaging.outbox.Outbox;
import io.tenantry.registry.runs.MigrationRun;
import io.tenantry.registry.runs.MigrationRuns;
import io.tenantry.registry.runs.RunSlots;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Decides how a run goes on after a batch or a failure: with the next wave, with a pause because
 * too many have failed, or not at all. Under the lock of the run's row, so that it is decided once.
 */
@Component
class Settlement {

  private static final Logger log = LoggerFactory.getLogger(Settlement.class);

  private final JdbcClient jdbc;
  private final MigrationRuns runs;
  private final RunSlots slots;
  private final Outbox outbox;

  Settlement(JdbcClient jdbc, MigrationRuns runs, RunSlots slots, Outbox outbox) {
    this.jdbc = jdbc;
    this.runs = runs;
    this.slots = slots;
    this.outbox = outbox;
  }

  /** What a look at the run's open rows finds; each part is one step into an index. */
  private record Look(
      int wave,
      int waves,
      int canaries,
      int failureBudget,
      int accepted,
      int failed,
      boolean open,
      boolean openHere,
      boolean busyHere) {

    boolean isCanaryWave() {
      return wave == 1 && canaries > 0;
    }

    @Nullable String reasonToPause() {
      int counting = failed - accepted;
      if (isCanaryWave() && counting > 0) {
        return "canary-failed";
      }
      return counting > failureBudget && open ? "failure-budget-exhausted" : null;
    }

    /** A busy tenant holds up nobody, unless the others wait for what becomes of it. */
    boolean isWaveOver() {
      return !openHere && !(isCanaryWave() && busyHere);
    }
  }

  /** Whether a next wave has begun. */
  @Transactional
  public boolean settle(UUID run) {
    Optional<Look> found = look(run);
    if (found.isEmpty()) {
      return false;
    }
    Look look = found.get();
    String reason = look.reasonToPause();
    if (reason != null) {
      pause(run, reason);
      return false;
    }
    if (!look.open()) {
      end(run, look.failed() > 0 ? "FAILED" : "SUCCEEDED");
      return false;
    }
    if (look.isWaveOver() && look.wave() < look.waves()) {
      jdbc.sql("UPDATE control.migration_run SET wave = wave + 1 WHERE id = :run")
          .param("run", run)
          .update();
      slots.open(run);
      log.info("Migration run {}: wave {} of {}", run, look.wave() + 1, look.waves());
      return true;
    }
    return false;
  }

  private Optional<Look> look(UUID run) {
    int locked =
        jdbc.sql(
                """
                SELECT count(*) FROM (SELECT FROM control.migration_run
                  WHERE id = :run AND state = 'RUNNING' AND shared IS DISTINCT FROM 'WAITING'
                  FOR NO KEY UPDATE) r
                """)
            .param("run", run)
            .query(Integer.class)
            .single();
    // A statement of its own: it has to see what was committed while that one waited.
    return locked == 0
        ? Optional.empty()
        : jdbc.sql(
                """
                SELECT wave, waves, canaries, failure_budget, accepted,
                  (SELECT count(*) FROM control.migration_run_tenant m
                   WHERE m.run_id = r.id AND m.state = 'FAILED') AS failed,
                  EXISTS (SELECT FROM control.migration_run_tenant m
                   WHERE m.run_id = r.id AND m.state IN ('WAITING', 'RUNNING', 'BUSY')) AS open,
                  EXISTS (SELECT FROM control.migration_run_tenant m
                   WHERE m.run_id = r.id AND m.wave <= r.wave AND m.state IN ('WAITING', 'RUNNING')) AS open_here,
                  EXISTS (SELECT FROM control.migration_run_tenant m
                   WHERE m.run_id = r.id AND m.wave <= r.wave AND m.state = 'BUSY') AS busy_here
                FROM control.migration_run r
                WHERE id = :run
                """)
            .param("run", run)
            .query(Look.class)
            .optional();
  }

  private void pause(UUID run, String reason) {
    jdbc.sql(
            """
            UPDATE control.migration_run SET state = 'PAUSED', state_reason = :reason WHERE id = :run
            """)
        .param("run", run)
        .param("reason", reason)
        .update();
    outbox.append(new MigrationRunPaused(run, reason));
    log.warn("Migration run {} is paused: {}", run, reason);
  }

  private void end(UUID run, String state) {
    jdbc.sql(
            """
            UPDATE control.migration_run SET state = :state, ended_at = now() WHERE id = :run
            """)
        .param("run", run)
        .param("state", state)
        .update();
    MigrationRun ended = runs.find(run);
    outbox.append(
        new MigrationRunEnded(run, state, ended.migrated(), ended.failed(), ended.skipped()));
    log.info(
        "Migration run {} has {}: {} migrated, {} failed, {} skipped",
        run,
        state,
        ended.migrated(),
        ended.failed(),
        ended.skipped());
  }
}
