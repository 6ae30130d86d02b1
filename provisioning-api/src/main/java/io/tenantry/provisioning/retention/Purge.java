package io.tenantry.provisioning.retention;

import io.tenantry.provisioning.readiness.ControlSchemaGate;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** Removes now and then what has been kept long enough. */
@Component
class Purge {

  private static final Logger log = LoggerFactory.getLogger(Purge.class);

  private final RetentionRepository repository;
  private final RetentionProperties settings;
  private final ControlSchemaGate schema;
  private final Clock clock;

  Purge(
      RetentionRepository repository,
      RetentionProperties settings,
      ControlSchemaGate schema,
      Clock clock) {
    this.repository = repository;
    this.settings = settings;
    this.schema = schema;
    this.clock = clock;
  }

  @Scheduled(initialDelay = 5, fixedDelay = 15, timeUnit = TimeUnit.MINUTES)
  void run() {
    if (!schema.isOpen()) {
      return;
    }
    try {
      for (Kept kept : Kept.values()) {
        purge(kept);
      }
    } catch (DataAccessException | TransactionException e) {
      log.warn("Old rows stay until next time: {}", e.getMessage());
    }
  }

  private void purge(Kept kept) {
    Instant before = clock.instant().minus(kept.howLong(settings));
    int total = 0;
    int removed;
    do {
      removed = repository.purge(kept, before, settings.batch());
      total += removed;
    } while (removed == settings.batch());
    if (total > 0) {
      log.info("Removed {} old rows of {}", total, kept);
    }
  }
}
