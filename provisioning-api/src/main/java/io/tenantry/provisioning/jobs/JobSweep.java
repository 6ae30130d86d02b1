package io.tenantry.provisioning.jobs;

import io.tenantry.provisioning.readiness.ControlSchemaGate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** Looks for schedules and tenants whose time has come, and for orders that were lost. */
@Component
class JobSweep {

  private static final Logger log = LoggerFactory.getLogger(JobSweep.class);

  private final JobSchedules schedules;
  private final JobOrders orders;
  private final ControlSchemaGate schema;
  private final TaskScheduler scheduler;
  private final JobProperties settings;

  JobSweep(
      JobSchedules schedules,
      JobOrders orders,
      ControlSchemaGate schema,
      TaskScheduler scheduler,
      JobProperties settings) {
    this.schedules = schedules;
    this.orders = orders;
    this.schema = schema;
    this.scheduler = scheduler;
    this.settings = settings;
  }

  @EventListener(ApplicationReadyEvent.class)
  void start() {
    scheduler.scheduleWithFixedDelay(
        this::run,
        scheduler.getClock().instant().plus(settings.sweepEvery()),
        settings.sweepEvery());
  }

  private void run() {
    if (!schema.isOpen()) {
      return;
    }
    try {
      sweep();
    } catch (DataAccessException | TransactionException e) {
      log.warn("Jobs that are due wait until next time: {}", e.getMessage());
    }
  }

  void sweep() {
    while (schedules.beginOne()) {
      log.debug("A job was due");
    }
    int lost = orders.expire();
    if (lost > 0) {
      log.warn("{} orders to run a job had no answer in time", lost);
    }
    orders.open().forEach(orders::send);
  }
}
