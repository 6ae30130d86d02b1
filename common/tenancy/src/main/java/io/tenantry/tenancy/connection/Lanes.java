package io.tenantry.tenancy.connection;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.metrics.micrometer.MicrometerMetricsTrackerFactory;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.tenantry.tenancy.Tenant;
import io.tenantry.tenancy.TenantScope;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * One pool as several small ones, so that a tenant keeps to few connections: each has to learn the
 * tenant's tables and plans for itself. Where a lane is taken, the next one serves its tenants. The
 * pool itself keeps a few connections for what is no tenant's, so that no tenant takes those.
 */
final class Lanes implements AutoCloseable {

  /** One connection of so many stays with the pool: of 16 more than look-ups of routes may take. */
  private static final int KEPT = 5;

  /** The shortest time that HikariCP takes. */
  private static final long SHORTEST_MILLIS = 250;

  private final List<Lane> lanes;
  private final Semaphore turns;
  private final long patienceMillis;
  private final AtomicLong timeOuts = new AtomicLong();

  private Lanes(List<Lane> lanes, int connections, long patienceMillis) {
    this.lanes = lanes;
    this.turns = new Semaphore(connections, true);
    this.patienceMillis = patienceMillis;
  }

  /**
   * As many as are wanted, if the pool has as many connections to give; none for fewer than two,
   * and for a pool of which it isn't known what else it does.
   */
  static @Nullable Lanes of(DataSource source, int wanted) {
    if (source.getClass() != HikariDataSource.class) {
      return null;
    }
    HikariDataSource pool = (HikariDataSource) source;
    pool.validate();
    int kept = Math.ceilDiv(pool.getMaximumPoolSize(), KEPT);
    int connections = pool.getMaximumPoolSize() - kept;
    int count = Math.min(wanted, connections);
    return count < 2 ? null : split(pool, kept, connections, count);
  }

  /** A turn is waited for half as long as a connection was before, and the connection as long. */
  private static Lanes split(HikariDataSource pool, int kept, int connections, int count) {
    long patience = Math.max(SHORTEST_MILLIS, pool.getConnectionTimeout() / 2);
    int idleBeyondKept = Math.max(0, pool.getMinimumIdle() - kept);
    List<Lane> lanes =
        IntStream.range(0, count)
            .mapToObj(
                n -> {
                  int size = connections / count + (n < connections % count ? 1 : 0);
                  int idle = idleBeyondKept / count + (n < idleBeyondKept % count ? 1 : 0);
                  HikariDataSource lane = copy(pool, size, Math.min(idle, size));
                  lane.setPoolName(pool.getPoolName() + "-lane-" + (n + 1));
                  lane.setConnectionTimeout(patience);
                  return new Lane(lane);
                })
            .toList();
    pool.setMinimumIdle(Math.min(pool.getMinimumIdle(), kept));
    pool.setMaximumPoolSize(kept);
    if (pool.isRunning()) {
      pool.getHikariPoolMXBean().softEvictConnections();
    }
    return new Lanes(lanes, connections, patience);
  }

  /** Connects when it is first asked, and not now. */
  private static HikariDataSource copy(HikariDataSource pool, int size, int idle) {
    HikariDataSource copy = new HikariDataSource();
    pool.copyStateTo(copy);
    copy.setMinimumIdle(idle);
    copy.setMaximumPoolSize(size);
    // One that can't connect at first is asked again, like one that can't later.
    copy.setInitializationFailTimeout(-1);
    return copy;
  }

  /**
   * A connection, of the tenant's own lane if that has one.
   *
   * @throws SQLException if none comes free within half of the pool's connection time-out, or none
   *     can be made within the other half
   */
  Loan lend(@Nullable TenantScope scope) throws SQLException {
    await();
    boolean lent = false;
    try {
      Loan loan = lendFrom(first(scope)).and(turns::release);
      lent = true;
      return loan;
    } finally {
      if (!lent) {
        turns.release();
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
      throw new SQLTransientConnectionException("interrupted while waiting for a connection", e);
    }
    timeOuts.incrementAndGet();
    throw new SQLTransientConnectionException(
        "no connection came free within %d ms".formatted(patienceMillis));
  }

  private int first(@Nullable TenantScope scope) {
    return scope instanceof TenantScope.InTenant(Tenant tenant)
        ? Math.floorMod(tenant.id().hashCode(), lanes.size())
        : 0;
  }

  private Loan lendFrom(int first) throws SQLException {
    try {
      return withTurn(first).lend();
    } catch (SQLTransientConnectionException e) {
      // The server may let nobody else in, while other lanes have connections from before.
      for (Lane other : lanes) {
        if (other.hasIdle() && other.turns().tryAcquire()) {
          try {
            return other.lend();
          } catch (SQLTransientConnectionException next) {
            e.addSuppressed(next);
          }
        }
      }
      throw e;
    }
  }

  /** There is one: all lanes together have as many turns as are let in here. */
  private Lane withTurn(int first) {
    for (int n = first; ; n = (n + 1) % lanes.size()) {
      Lane lane = lanes.get(n);
      if (lane.turns().tryAcquire()) {
        return lane;
      }
    }
  }

  /** Measures each as Boot measures its own pool, and who waits for any. */
  void measure(MeterRegistry meters) {
    Gauge.builder("tenantry.connections.waiting", turns, Semaphore::getQueueLength)
        .description("What waits because all connections are in use")
        .register(meters);
    FunctionCounter.builder("tenantry.connections.timeouts", timeOuts, AtomicLong::get)
        .description("What gave up since all connections were in use")
        .register(meters);
    for (Lane lane : lanes) {
      HikariDataSource pool = lane.pool();
      if (pool.getMetricsTrackerFactory() == null && pool.getMetricRegistry() == null) {
        pool.setMetricsTrackerFactory(new MicrometerMetricsTrackerFactory(meters));
      }
    }
  }

  /** The pool that they were made of is its owner's to close. */
  @Override
  public void close() {
    lanes.forEach(lane -> lane.pool().close());
  }
}
