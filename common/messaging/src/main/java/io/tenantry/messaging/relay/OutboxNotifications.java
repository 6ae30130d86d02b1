package io.tenantry.messaging.relay;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.SmartLifecycle;

/**
 * Wakes the relay when another instance's transaction with a message commits. It needs a connection
 * of its own, past any transaction pooler. Losing it costs time only: the relay polls too.
 */
final class OutboxNotifications implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(OutboxNotifications.class);
  private static final int WAIT_MILLIS = 10_000;
  private static final Duration RECONNECT_PAUSE = Duration.ofSeconds(5);

  private final JdbcConnectionDetails details;
  private final Wake wake;
  private volatile boolean running;
  private volatile @Nullable Connection connection;
  private @Nullable Thread thread;

  OutboxNotifications(JdbcConnectionDetails details, Wake wake) {
    this.details = details;
    this.wake = wake;
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
        Thread.sleep(running ? RECONNECT_PAUSE : Duration.ZERO);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private void listen() throws SQLException {
    var login = new Properties();
    login.setProperty("user", String.valueOf(details.getUsername()));
    login.setProperty("password", String.valueOf(details.getPassword()));
    login.setProperty("tcpKeepAlive", "true");
    login.setProperty("connectTimeout", "5");
    try (Connection listening = DriverManager.getConnection(details.getJdbcUrl(), login);
        var statement = listening.createStatement()) {
      connection = listening;
      statement.execute("LISTEN tenantry_outbox");
      wake.up();
      while (running) {
        var notifications = listening.unwrap(PGConnection.class).getNotifications(WAIT_MILLIS);
        if (notifications != null && notifications.length > 0) {
          wake.up();
        }
      }
    } finally {
      connection = null;
    }
  }
}
