package io.tenantry.tenancy.connection;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** So many connections for one tenant at once, so that it can't take them all; few wait for one. */
final class ConnectionTurns {

  static final int MOST_WAITING = 100;

  /** Who has a connection holds its semaphore, so nothing is lost by forgetting the idle. */
  private final LoadingCache<UUID, Semaphore> turns;

  private final int atOnce;
  private final Duration patience;

  ConnectionTurns(int atOnce, Duration patience) {
    this.turns = Caffeine.newBuilder().weakValues().build(_ -> new Semaphore(atOnce, true));
    this.atOnce = atOnce;
    this.patience = patience;
  }

  /** What has to run when the connection is given back. */
  Runnable take(UUID tenant) throws SQLException {
    Semaphore turn = turns.get(tenant);
    try {
      if (turn.getQueueLength() < MOST_WAITING
          && turn.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS)) {
        return turn::release;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    throw new SQLTransientConnectionException(
        "tenant %s has all of the %d connections that one tenant may have"
            .formatted(tenant, atOnce));
  }
}
