package io.tenantry.worker.database;

import io.tenantry.messaging.Backoff;
import io.tenantry.registry.ControlSchema;
import io.tenantry.worker.WorkerProperties;
import io.tenantry.worker.types.TypeRegistration;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Migrates {@code control} and {@code public} when the worker starts, as often as it takes. Workers
 * that start together do it one after the other, under one lock of the database.
 */
@Component("schemas")
public class DatabaseSetup implements SmartLifecycle, HealthIndicator {

  private static final Logger log = LoggerFactory.getLogger(DatabaseSetup.class);

  /** The bytes of "tenantry"; any number would do that nobody else uses. */
  private static final long LOCK = 0x74656e616e747279L;

  private final DataSource database;
  private final WorkerProperties properties;
  private final TypeRegistration types;
  private final ApplicationEventPublisher signals;
  private final Backoff backoff = new Backoff(Duration.ofMillis(500), Duration.ofSeconds(15));
  private volatile boolean done;
  private volatile String trouble = "not tried yet";
  private @Nullable Thread thread;

  DatabaseSetup(
      DataSource database,
      WorkerProperties properties,
      TypeRegistration types,
      ApplicationEventPublisher signals) {
    this.database = database;
    this.properties = properties;
    this.types = types;
    this.signals = signals;
  }

  @Override
  public void start() {
    thread = Thread.ofPlatform().daemon().name("tenantry-database-setup").start(this::untilDone);
  }

  @Override
  public void stop() {
    if (thread != null) {
      thread.interrupt();
    }
  }

  @Override
  public boolean isRunning() {
    return thread != null && thread.isAlive();
  }

  @Override
  public Health health() {
    return done ? Health.up().build() : Health.down().withDetail("trouble", trouble).build();
  }

  private void untilDone() {
    for (int attempt = 1; !done; attempt++) {
      try {
        migrate();
        done = true;
        log.info("The schemas control and public are current");
        signals.publishEvent(new DatabaseReady());
      } catch (SQLException | RuntimeException e) {
        trouble = String.valueOf(e.getMessage());
        log.warn("The database is not ready for work, attempt {}: {}", attempt, trouble);
        if (!pause(backoff.after(attempt))) {
          return;
        }
      }
    }
  }

  /**
   * Migrates {@code public} alone, once more.
   *
   * @throws RuntimeException of Flyway's or the database's
   */
  public void migrateShared() {
    try {
      locked(() -> SharedSchema.migrate(database, properties.migrations().shared()));
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private void migrate() throws SQLException {
    locked(
        () -> {
          ControlSchema.migrate(database, properties.controlRole(), properties.appRole());
          SharedSchema.migrate(database, properties.migrations().shared());
          types.register();
        });
  }

  private void locked(Runnable work) throws SQLException {
    try (Connection lock = database.getConnection();
        var statement = lock.createStatement()) {
      statement.execute("SELECT pg_advisory_lock(" + LOCK + ")");
      try {
        work.run();
      } finally {
        statement.execute("SELECT pg_advisory_unlock(" + LOCK + ")");
      }
    }
  }

  private static boolean pause(Duration time) {
    try {
      Thread.sleep(time);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
