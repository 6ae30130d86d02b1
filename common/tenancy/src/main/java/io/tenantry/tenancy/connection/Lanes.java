package io.tenantry.tenancy.connection;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.metrics.micrometer.MicrometerMetricsTrackerFactory;
import io.micrometer.core.instrument.MeterRegistry;
import io.tenantry.tenancy.Tenant;
import io.tenantry.tenancy.TenantScope;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * One pool as several small ones, so that a tenant keeps to few connections: each has to learn the
 * tenant's tables and plans for itself. Where a lane is taken, the next one serves its tenants.
 */
final class Lanes implements AutoCloseable {

  /** A turn on it is a connection of its pool. */
  private record Lane(DataSource pool, Semaphore turns) {}

  private final List<Lane> lanes;
  private final Semaphore turns;
  private final long patienceMillis;

  private Lanes(List<Lane> lanes, int connections, long patienceMillis) {
    this.lanes = lanes;
    this.turns = new Semaphore(connections, true);
    this.patienceMillis = patienceMillis;
  }

  /** As many as are wanted, if the pool has as many connections. It becomes the first of them. */
  static Lanes of(DataSource pool, int wanted) {
    if (pool instanceof HikariDataSource whole) {
      int count = Math.min(wanted, whole.getMaximumPoolSize());
      if (count > 1) {
        return split(whole, count);
      }
    }
    return single(pool);
  }

  /** Whoever has to wait does so in the pool itself. */
  private static Lanes single(DataSource pool) {
    Semaphore any = new Semaphore(Integer.MAX_VALUE);
    return new Lanes(List.of(new Lane(pool, any)), Integer.MAX_VALUE, 0);
  }

  private static Lanes split(HikariDataSource pool, int count) {
    int connections = pool.getMaximumPoolSize();
    int idle = pool.getMinimumIdle();
    List<Lane> lanes = new ArrayList<>();
    for (int n = 1; n < count; n++) {
      // One without a configuration connects when it is first asked, and not now.
      HikariDataSource lane = new HikariDataSource();
      pool.copyStateTo(lane);
      lane.setPoolName(pool.getPoolName() + "-" + (n + 1));
      int size = share(connections, count, n);
      resize(lane, size, idle < 0 ? size : share(idle, count, n));
      lanes.add(new Lane(lane, new Semaphore(size)));
    }
    int size = share(connections, count, 0);
    resize(pool, size, idle < 0 ? size : share(idle, count, 0));
    if (pool.isRunning()) {
      pool.getHikariPoolMXBean().softEvictConnections();
    }
    lanes.addFirst(new Lane(pool, new Semaphore(size)));
    return new Lanes(List.copyOf(lanes), connections, pool.getConnectionTimeout());
  }

  private static int share(int all, int count, int n) {
    return all / count + (n < all % count ? 1 : 0);
  }

  private static void resize(HikariConfig config, int size, int idle) {
    config.setMinimumIdle(idle);
    config.setMaximumPoolSize(size);
  }

  /**
   * A turn on some lane, to be given back.
   *
   * @throws SQLException if no connection comes free within the pool's connection time-out
   */
  Turn take(@Nullable TenantScope scope) throws SQLException {
    await();
    int first =
        scope instanceof TenantScope.InTenant(Tenant tenant)
            ? Math.floorMod(tenant.id().hashCode(), lanes.size())
            : 0;
    // Whoever gets here finds one, since the lanes together have as many turns.
    for (int n = first; ; n = (n + 1) % lanes.size()) {
      Lane lane = lanes.get(n);
      if (lane.turns().tryAcquire()) {
        return new Turn(lane.pool(), () -> giveBack(lane));
      }
    }
  }

  private void await() throws SQLException {
    try {
      if (turns.tryAcquire(patienceMillis, TimeUnit.MILLISECONDS)) {
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    throw new SQLTransientConnectionException(
        "no connection came free within %d ms".formatted(patienceMillis));
  }

  private void giveBack(Lane lane) {
    lane.turns().release();
    turns.release();
  }

  /** How many wait for a connection. */
  int waiting() {
    return turns.getQueueLength();
  }

  /** Measures the lanes like the pool that they were made of. */
  void measure(MeterRegistry meters) {
    for (Lane lane : lanes.subList(1, lanes.size())) {
      if (lane.pool() instanceof HikariDataSource pool && pool.getMetricsTrackerFactory() == null) {
        pool.setMetricsTrackerFactory(new MicrometerMetricsTrackerFactory(meters));
      }
    }
  }

  /** Closes the lanes that were made; the pool is its owner's to close. */
  @Override
  public void close() {
    for (Lane lane : lanes.subList(1, lanes.size())) {
      if (lane.pool() instanceof HikariDataSource pool) {
        pool.close();
      }
    }
  }

  /**
   * A connection of that pool will be there at once.
   *
   * @param giveBack is to be run once the connection has been closed
   */
  record Turn(DataSource pool, Runnable giveBack) {

    /** The same turn, with something else to be given back after it. */
    Turn and(Runnable other) {
      return new Turn(
          pool,
          () -> {
            giveBack.run();
            other.run();
          });
    }
  }
}
