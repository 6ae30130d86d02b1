package io.tenantry.worker.provisioning;

import io.tenantry.worker.WorkerProperties;
import io.tenantry.worker.database.DatabaseReady;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** When to sweep: from the moment the tables are there. Any worker may, at any time. */
@Component
class SweeperSchedule {

  private static final Logger log = LoggerFactory.getLogger(SweeperSchedule.class);

  private final Sweeper sweeper;
  private final TaskScheduler scheduler;
  private final WorkerProperties worker;

  SweeperSchedule(Sweeper sweeper, TaskScheduler scheduler, WorkerProperties worker) {
    this.sweeper = sweeper;
    this.scheduler = scheduler;
    this.worker = worker;
  }

  @EventListener
  void on(DatabaseReady ready) {
    scheduler.scheduleWithFixedDelay(this::sweep, worker.provisioning().sweepEvery());
  }

  private void sweep() {
    try {
      while (sweeper.sweep() > 0) {
        log.debug("More may be due");
      }
    } catch (DataAccessException | TransactionException e) {
      log.warn("No sweep this time: {}", e.getMessage());
    }
  }
}
