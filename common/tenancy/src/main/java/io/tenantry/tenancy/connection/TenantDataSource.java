package io.tenantry.tenancy.connection;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.tenantry.tenancy.CurrentTenant;
import io.tenantry.tenancy.Tenant;
import io.tenantry.tenancy.TenantScope;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.AbstractDataSource;

/**
 * Connections that run every statement as the current tenant's role. It does not unwrap to the pool
 * underneath, whose connections belong to nobody.
 */
public final class TenantDataSource extends AbstractDataSource implements AutoCloseable {

  private final TenantPools pools;
  private final ConnectionProperties settings;
  private final Switching switching;
  private final ConnectionTurns turns;
  private final Map<DataSource, Lanes> lanes = new ConcurrentHashMap<>();

  /** Connections are kept and shared by all tenants alike, and one may have them all. */
  TenantDataSource(TenantPools pools, RefusedTenants refusals) {
    this(
        pools,
        refusals,
        new ConnectionProperties(
            Integer.MAX_VALUE, Integer.MAX_VALUE, Duration.ofSeconds(1), 1, false));
  }

  TenantDataSource(TenantPools pools, RefusedTenants refusals, ConnectionProperties settings) {
    this.pools = pools;
    this.settings = settings;
    this.switching =
        new Switching(
            pools, refusals, new Retirement(settings.mostTenants()), settings.sqlComments());
    this.turns = new ConnectionTurns(settings.perTenant(), settings.patience());
  }

  @Override
  public Connection getConnection() throws SQLException {
    TenantScope scope = CurrentTenant.scope().orElse(null);
    DataSource pool = pools.poolOf(scope);
    Lanes.Turn turn = take(scope, pool);
    try {
      return connect(pool, turn);
    } catch (SQLException | RuntimeException e) {
      turn.giveBack().run();
      throw e;
    }
  }

  private Lanes.Turn take(@Nullable TenantScope scope, DataSource pool) throws SQLException {
    Runnable giveBack =
        scope instanceof TenantScope.InTenant(Tenant tenant) ? turns.take(tenant.id()) : () -> {};
    try {
      return lanesOf(pool).take(scope).and(giveBack);
    } catch (SQLException | RuntimeException e) {
      giveBack.run();
      throw e;
    }
  }

  private Lanes lanesOf(DataSource pool) {
    return lanes.computeIfAbsent(pool, whole -> Lanes.of(whole, settings.lanes()));
  }

  private Connection connect(DataSource pool, Lanes.Turn turn) throws SQLException {
    Connection connection = turn.pool().getConnection();
    try {
      return new ConnectionProxy(
              new TenantSwitch(connection, pool, turn.pool(), switching), turn.giveBack())
          .proxy();
    } catch (SQLException | RuntimeException e) {
      connection.close();
      throw e;
    }
  }

  @Override
  public Connection getConnection(String username, String password) throws SQLException {
    throw new SQLFeatureNotSupportedException(
        "connections of tenants are made by the application's login");
  }

  /** Measures who waits, and the pools that were made here as Boot measures its own. */
  void measure(MeterRegistry meters) {
    Gauge.builder(
            "tenantry.connections.waiting",
            lanes,
            all -> all.values().stream().mapToInt(Lanes::waiting).sum())
        .description("Requests that wait since all connections are taken")
        .register(meters);
    lanes.values().forEach(pool -> pool.measure(meters));
  }

  /** Closes the pools that were made here, not those that were given. */
  @Override
  public void close() {
    lanes.values().forEach(Lanes::close);
  }
}
