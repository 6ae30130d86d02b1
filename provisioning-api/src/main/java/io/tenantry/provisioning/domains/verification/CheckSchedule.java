package io.tenantry.provisioning.domains.verification;

import io.tenantry.provisioning.readiness.ControlSchemaGate;
import jakarta.annotation.PreDestroy;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** Runs the checks that are due, so many at a time. Any instance may, and all of them together. */
@Component
class CheckSchedule {

  private static final Logger log = LoggerFactory.getLogger(CheckSchedule.class);

  private final DueChecks due;
  private final DomainCheck check;
  private final ControlSchemaGate schema;
  private final TaskScheduler scheduler;
  private final VerificationProperties.Checks settings;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Semaphore seats;

  CheckSchedule(
      DueChecks due,
      DomainCheck check,
      ControlSchemaGate schema,
      TaskScheduler scheduler,
      VerificationProperties settings) {
    this.due = due;
    this.check = check;
    this.schema = schema;
    this.scheduler = scheduler;
    this.settings = settings.checks();
    this.seats = new Semaphore(this.settings.concurrency());
  }

  @EventListener
  void on(ApplicationReadyEvent started) {
    scheduler.scheduleWithFixedDelay(this::run, settings.poll());
  }

  /** What can't be started now, since all seats are taken, waits for the next time. */
  private void run() {
    try {
      int free = schema.isOpen() ? seats.availablePermits() : 0;
      List<DueCheck> claimed = free == 0 ? List.of() : due.claim(free);
      for (DueCheck each : claimed) {
        seats.acquireUninterruptibly();
        threads.execute(() -> run(each));
      }
    } catch (DataAccessException | TransactionException e) {
      log.warn("No domains are checked this time: {}", e.getMessage());
    }
  }

  private void run(DueCheck each) {
    try {
      check.run(each);
    } catch (DataAccessException | TransactionException e) {
      log.warn("What the check of {} found could not be written down", each.name(), e);
    } finally {
      seats.release();
    }
  }

  /** What is under way is done again by another instance, or by this one when it is back. */
  @PreDestroy
  void stop() {
    threads.shutdownNow();
  }
}
