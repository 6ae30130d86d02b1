package io.tenantry.messaging.relay;

import io.tenantry.messaging.Backoff;
import io.tenantry.messaging.local.TenantChanged;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.SmartLifecycle;

/**
 * Wakes the relay when another instance's transaction with a message commits, and those who wait
 * for its tenant. It needs a connection of its own, past any transaction pooler. Losing it costs
 * time only: the relay polls too, and the broker tells of tenants as well.
 */
final class OutboxNotifications implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(OutboxNotifications.class);
  private static final int WAIT_MILLIS = 10_000;
  private static final Executor LATER =
      CompletableFuture.delayedExecutor(50, TimeUnit.MILLISECONDS);
  private static final Backoff PAUSES = new Backoff(Duration.ofSeconds(5), Duration.ofSeconds(5));

  private final JdbcConnectionDetails details;
  private final Wake wake;
  private final ApplicationEventPublisher signals;
  private final AtomicBoolean waking = new AtomicBoolean();
  private volatile boolean running;
  private volatile @Nullable Connection connection;
  private @Nullable Thread thread;

  OutboxNotifications(JdbcConnectionDetails details, Wake wake, ApplicationEventPublisher signals) {
    this.details = details;
    this.wake = wake;
    this.signals = signals;
  }

  @Override
  public void start() {
    running = true;
    thread = Thread.ofPlatform().daemon().name("tenantry-outbox-listen").start(this::loop);
  }

  @Override
  public void stop() {
    running = false;
    Thread started = thread;
    if (started != null) {
      started.interrupt();
    }
    Connection open = connection;
    if (open != null) {
      try {
        open.close();
      } catch (SQLException e) {
        log.debug("The listening connection did not close", e);
      }
    }
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  private void loop() {
    while (running) {
      try {
        listen();
      } catch (SQLException e) {
        if (running) {
          log.debug("Not listening for now: {}", e.getMessage());
        }
      }
      try {
        Thread.sleep(running ? PAUSES.after(1) : Duration.ZERO);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  /**
   * The writer's own relay has been woken already. If all others looked at the same time, they
   * would only be in its way.
   */
  private void wakeSoon() {
    if (waking.compareAndSet(false, true)) {
      LATER.execute(
          () -> {
            waking.set(false);
            wake.up();
          });
    }
  }

  /** Whoever waits for a tenant hears of its change at the commit, before the broker does. */
  private void signal(@Nullable String change) {
    if (change == null || change.isEmpty()) {
      return;
    }
    try {
      String[] parts = change.split(" ", 2);
      signals.publishEvent(new TenantChanged(UUID.fromString(parts[0]), Long.parseLong(parts[1])));
    } catch (RuntimeException e) {
      log.warn("A signal is lost: {}", e.toString());
    }
  }

  private void listen() throws SQLException {
    var login = new Properties();
    login.setProperty("user", String.valueOf(details.getUsername()));
    login.setProperty("password", String.valueOf(details.getPassword()));
    login.setProperty("tcpKeepAlive", "true");
    login.setProperty("connectTimeout", "5");
    login.setProperty("socketTimeout", "30");
    // One that the URL names goes first.
    login.setProperty("socketFactory", ListeningSockets.class.getName());
    try (Connection listening = DriverManager.getConnection(details.getJdbcUrl(), login);
        var statement = listening.createStatement()) {
      connection = listening;
      statement.execute("LISTEN tenantry_outbox");
      wake.up();
      while (running) {
        var notifications = listening.unwrap(PGConnection.class).getNotifications(WAIT_MILLIS);
        if (notifications == null || notifications.length == 0) {
          // Silence is what a connection that has died without a word has, too.
          statement.execute("SELECT 1");
        } else {
          wakeSoon();
          for (PGNotification notification : notifications) {
            signal(notification.getParameter());
          }
        }
      }
    } finally {
      connection = null;
    }
  }
}
