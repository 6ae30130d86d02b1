package io.tenantry.worker.reconcile;

import io.tenantry.worker.database.DatabaseReady;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Looks every second whether a pass or a repair is wanted; both are rows of the database, so that
 * they are done without a broker, too. At a fixed rate, which has threads of its own: a pass must
 * not hold up other schedules, nor a repair a pass.
 */
@Component
class ReconcileSchedule {

  private static final Logger log = LoggerFactory.getLogger(ReconcileSchedule.class);

  private final Reconciler reconciler;
  private final Repairer repairer;
  private final TaskScheduler scheduler;
  private final Duration lookEvery;
  private final Clock clock;
  private final ReentrantLock passing = new ReentrantLock();
  private final ReentrantLock repairing = new ReentrantLock();

  ReconcileSchedule(
      Reconciler reconciler,
      Repairer repairer,
      TaskScheduler scheduler,
      ReconcileProperties settings,
      Clock clock) {
    this.reconciler = reconciler;
    this.repairer = repairer;
    this.scheduler = scheduler;
    this.lookEvery = settings.lookEvery();
    this.clock = clock;
  }

  @EventListener
  void on(DatabaseReady ready) {
    every(passing, reconciler::pass);
    every(repairing, repairer::repairOne);
  }

  private void every(ReentrantLock once, BooleanSupplier work) {
    scheduler.scheduleAtFixedRate(
        () -> run(once, work), clock.instant().plus(lookEvery), lookEvery);
  }

  private static void run(ReentrantLock once, BooleanSupplier work) {
    if (!once.tryLock()) {
      return;
    }
    try {
      while (work.getAsBoolean()) {
        log.debug("There may be more to do");
      }
    } catch (DataAccessException | TransactionException e) {
      log.warn("Reconciling waits: {}", e.getMessage());
    } finally {
      once.unlock();
    }
  }
}
