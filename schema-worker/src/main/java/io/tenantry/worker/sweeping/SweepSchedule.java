package io.tenantry.worker.sweeping;

import io.tenantry.worker.WorkerProperties;
import io.tenantry.worker.database.DatabaseReady;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** When to sweep: from the moment the tables are there. */
@Component
class SweepSchedule {

  private static final Logger log = LoggerFactory.getLogger(SweepSchedule.class);

  private final List<Sweep> sweeps;
  private final TaskScheduler scheduler;
  private final WorkerProperties worker;

  SweepSchedule(List<Sweep> sweeps, TaskScheduler scheduler, WorkerProperties worker) {
    this.sweeps = sweeps;
    this.scheduler = scheduler;
    this.worker = worker;
  }

  @EventListener
  void on(DatabaseReady ready) {
    sweeps.forEach(
        sweep ->
            scheduler.scheduleWithFixedDelay(() -> run(sweep), worker.provisioning().sweepEvery()));
  }

  private static void run(Sweep sweep) {
    try {
      int due;
      do {
        due = sweep.sweep();
        if (due > 0) {
          log.info("{}: {} were due", sweep.getClass().getSimpleName(), due);
        }
      } while (due == Sweep.BATCH);
    } catch (DataAccessException | TransactionException e) {
      log.warn("No sweep this time: {}", e.getMessage());
    }
  }
}
