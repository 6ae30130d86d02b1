package io.tenantry.provisioning.trials;

import io.tenantry.provisioning.readiness.ControlSchemaGate;
import io.tenantry.registry.Actor;
import io.tenantry.registry.Trials;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** Suspends the tenants whose trials are over. Every instance may, at any time. */
@Component
class TrialExpiry {

  private static final Logger log = LoggerFactory.getLogger(TrialExpiry.class);
  private static final Actor ACTOR = new Actor("provisioning-api", null);

  private final Trials trials;
  private final ControlSchemaGate schema;
  private final TaskScheduler scheduler;
  private final TrialProperties settings;

  TrialExpiry(
      Trials trials, ControlSchemaGate schema, TaskScheduler scheduler, TrialProperties settings) {
    this.trials = trials;
    this.schema = schema;
    this.scheduler = scheduler;
    this.settings = settings;
  }

  @EventListener(ApplicationReadyEvent.class)
  void start() {
    scheduler.scheduleWithFixedDelay(
        this::run,
        scheduler.getClock().instant().plus(settings.checkEvery()),
        settings.checkEvery());
  }

  private void run() {
    if (!schema.isOpen()) {
      return;
    }
    try {
      int expired;
      do {
        expired = trials.expire(settings.batch(), ACTOR);
        if (expired > 0) {
          log.info("{} trials were over", expired);
        }
      } while (expired == settings.batch());
    } catch (DataAccessException | TransactionException e) {
      log.warn("Trials that are over last until next time: {}", e.getMessage());
    }
  }
}
