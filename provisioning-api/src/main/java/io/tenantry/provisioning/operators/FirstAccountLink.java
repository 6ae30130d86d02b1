package io.tenantry.provisioning.operators;

import io.tenantry.provisioning.readiness.ControlSchemaGate;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Prints the link that makes the first account, where nobody has one. It waits in the background
 * until the worker has made the tables.
 */
@Component
class FirstAccountLink implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(FirstAccountLink.class);
  private static final Duration PAUSE = Duration.ofMillis(500);

  private final Operators operators;
  private final LogInLinks links;
  private final OperatorProperties settings;
  private final ControlSchemaGate schema;
  private volatile boolean running;
  private @Nullable Thread thread;

  FirstAccountLink(
      Operators operators,
      LogInLinks links,
      OperatorProperties settings,
      ControlSchemaGate schema) {
    this.operators = operators;
    this.links = links;
    this.settings = settings;
    this.schema = schema;
  }

  @Override
  public void start() {
    running = true;
    thread = Thread.ofPlatform().daemon().name("tenantry-first-account").start(this::print);
  }

  @Override
  public void stop() {
    running = false;
    if (thread != null) {
      thread.interrupt();
    }
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  private void print() {
    try {
      while (running && !tried()) {
        Thread.sleep(PAUSE);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean tried() {
    try {
      if (!schema.isOpen()) {
        return false;
      }
      if (!operators.areThere()) {
        log.info(
            "Nobody may use the console yet. Within {} minutes, make the first account at {}",
            settings.linkLife().toMinutes(),
            settings
                .url()
                .resolve("/console/first?token=" + links.issue(null, settings.linkLife()).token()));
      }
      return true;
    } catch (DataAccessException | TransactionException e) {
      log.debug("No link for the first account yet: {}", e.getMessage());
      return false;
    }
  }
}
