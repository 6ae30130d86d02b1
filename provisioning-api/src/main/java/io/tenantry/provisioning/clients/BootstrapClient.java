package io.tenantry.provisioning.clients;

import io.tenantry.provisioning.readiness.ControlSchemaGate;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/**
 * Sees to it that the first client, which may do everything, has the key of the settings. It waits
 * in the background until the worker has made the tables.
 */
@Component
class BootstrapClient implements SmartLifecycle {

  static final String NAME = "bootstrap";

  private static final Logger log = LoggerFactory.getLogger(BootstrapClient.class);
  private static final Duration PAUSE = Duration.ofMillis(500);

  private final ApiClients clients;
  private final ControlSchemaGate schema;
  private final @Nullable ApiKey key;
  private volatile boolean running;
  private @Nullable Thread thread;

  /**
   * @param key set as a plain value, since a failing properties record would print it
   */
  BootstrapClient(
      ApiClients clients,
      ControlSchemaGate schema,
      @Value("${tenantry.bootstrap-key:}") String key) {
    this.clients = clients;
    this.schema = schema;
    if (!key.isEmpty() && !ApiKey.isUsable(key)) {
      throw new IllegalArgumentException(
          "TENANTRY_BOOTSTRAP_KEY (tenantry.bootstrap-key) needs 16 to 512 printable ASCII"
              + " characters without spaces");
    }
    this.key = key.isEmpty() ? null : new ApiKey(key);
  }

  @Override
  public void start() {
    if (key != null) {
      running = true;
      thread =
          Thread.ofPlatform().daemon().name("tenantry-bootstrap-client").start(() -> ensure(key));
    }
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

  private void ensure(ApiKey wanted) {
    int failures = 0;
    while (running) {
      try {
        if (schema.isOpen()) {
          if (clients.ensure(NAME, wanted, Scope.allTexts())) {
            log.info("The API client '{}' has the key with id {}", NAME, wanted.id());
          }
          running = false;
          return;
        }
        Thread.sleep(PAUSE);
      } catch (DataAccessException e) {
        // Also when another instance inserts the same at the same moment: then the next try sees
        // it.
        failures++;
        if (failures == 3) {
          log.warn("The API client '{}' can't be written yet: {}", NAME, e.getMessage());
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }
}
