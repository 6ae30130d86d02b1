package io.tenantry.tenancy.connection;

import io.micrometer.core.instrument.MeterRegistry;
import io.tenantry.tenancy.CurrentTenant;
import io.tenantry.tenancy.Tenant;
import io.tenantry.tenancy.TenantScope;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.time.Duration;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.AbstractDataSource;

/**
 * Connections that run every statement as the current tenant's role. It does not unwrap to the pool
 * underneath, whose connections belong to nobody.
 */
public final class TenantDataSource extends AbstractDataSource implements AutoCloseable {

  private final TenantPools pools;
  private final Switching switching;
  private final ConnectionTurns turns;
  private final DataSource split;
  private final @Nullable Lanes lanes;

  /** Connections are kept and shared by all tenants alike, and one may have them all. */
  TenantDataSource(TenantPools pools, RefusedTenants refusals) {
    this(
        pools,
        refusals,
        new ConnectionProperties(
            Integer.MAX_VALUE, Integer.MAX_VALUE, Duration.ofSeconds(1), 1, true));
  }

  /** The pool that is for no tenant in particular is split into lanes, before it is used. */
  TenantDataSource(TenantPools pools, RefusedTenants refusals, ConnectionProperties settings) {
    this.pools = pools;
    this.switching =
        new Switching(
            pools, refusals, new Retirement(settings.mostTenants()), settings.sqlComments());
    this.turns = new ConnectionTurns(settings.perTenant(), settings.patience());
    this.split = pools.poolOf(null);
    this.lanes = settings.lanes() > 1 ? Lanes.of(split, settings.lanes()) : null;
  }

  @Override
  public Connection getConnection() throws SQLException {
    TenantScope scope = CurrentTenant.scope().orElse(null);
    DataSource pool = pools.poolOf(scope);
    Runnable giveBack =
        scope instanceof TenantScope.InTenant(Tenant tenant) ? turns.take(tenant.id()) : () -> {};
    boolean lent = false;
    try {
      Connection connection = connect(pool, lend(pool, scope), giveBack);
      lent = true;
      return connection;
    } finally {
      if (!lent) {
        giveBack.run();
      }
    }
  }

  private Loan lend(DataSource pool, @Nullable TenantScope scope) throws SQLException {
    return lanes != null && pool == split
        ? lanes.lend(scope)
        : new Loan(pool.getConnection(), pool, () -> {});
  }

  private Connection connect(DataSource pool, Loan loan, Runnable giveBack) throws SQLException {
    boolean connected = false;
    try {
      TenantSwitch tenant = new TenantSwitch(loan.connection(), pool, loan.pool(), switching);
      Connection proxy = new ConnectionProxy(tenant, loan.and(giveBack).giveBack()).proxy();
      connected = true;
      return proxy;
    } finally {
      if (!connected) {
        try {
          loan.connection().close();
        } finally {
          loan.giveBack().run();
        }
      }
    }
  }

  @Override
  public Connection getConnection(String username, String password) throws SQLException {
    throw new SQLFeatureNotSupportedException(
        "connections of tenants are made by the application's login");
  }

  void measure(MeterRegistry meters) {
    if (lanes != null) {
      lanes.measure(meters);
    }
  }

  /** Closes the pools that were made here, not the one that was given. */
  @Override
  public void close() {
    if (lanes != null) {
      lanes.close();
    }
  }
}
