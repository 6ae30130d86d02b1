package io.tenantry.provisioning.domains;

import io.tenantry.provisioning.readiness.ControlSchemaGate;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** When redirects are ended: they lead nowhere from their hour on, and are tidied up soon after. */
@Component
class RedirectSweep {

  private static final Logger log = LoggerFactory.getLogger(RedirectSweep.class);
  private static final int BATCH = 100;

  private final Redirects redirects;
  private final ControlSchemaGate schema;

  RedirectSweep(Redirects redirects, ControlSchemaGate schema) {
    this.redirects = redirects;
    this.schema = schema;
  }

  @Scheduled(initialDelay = 30, fixedDelay = 60, timeUnit = TimeUnit.SECONDS)
  void run() {
    if (!schema.isOpen()) {
      return;
    }
    try {
      List<Redirects.Ended> ended;
      do {
        ended = redirects.ended(BATCH);
        ended.forEach(redirects::remove);
      } while (ended.size() == BATCH);
    } catch (DataAccessException | TransactionException e) {
      log.warn("Redirects that have ended stay until next time: {}", e.getMessage());
    }
  }
}
