package io.tenantry.tenancy.connection;

import io.tenantry.tenancy.CurrentTenant;
import io.tenantry.tenancy.Tenant;
import io.tenantry.tenancy.TenantScope;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.time.Duration;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.AbstractDataSource;

/**
 * Connections that run every statement as the current tenant's role. It does not unwrap to the pool
 * underneath, whose connections belong to nobody.
 */
public final class TenantDataSource extends AbstractDataSource {

  private final TenantPools pools;
  private final RefusedTenants refusals;
  private final Retirement retirement;
  private final ConnectionTurns turns;
  private final boolean commented;

  /** Connections are kept, however many tenants they have seen, and one may have them all. */
  TenantDataSource(TenantPools pools, RefusedTenants refusals) {
    this(
        pools,
        refusals,
        new ConnectionProperties(
            Integer.MAX_VALUE, Integer.MAX_VALUE, Duration.ofSeconds(1), false));
  }

  TenantDataSource(TenantPools pools, RefusedTenants refusals, ConnectionProperties settings) {
    this.pools = pools;
    this.refusals = refusals;
    this.retirement = new Retirement(settings.mostTenants());
    this.turns = new ConnectionTurns(settings.perTenant(), settings.patience());
    this.commented = settings.sqlComments();
  }

  @Override
  public Connection getConnection() throws SQLException {
    TenantScope scope = CurrentTenant.scope().orElse(null);
    DataSource pool = pools.poolOf(scope);
    Runnable giveBack =
        scope instanceof TenantScope.InTenant(Tenant tenant) ? turns.take(tenant.id()) : () -> {};
    try {
      return connect(pool, giveBack);
    } catch (SQLException | RuntimeException e) {
      giveBack.run();
      throw e;
    }
  }

  private Connection connect(DataSource pool, Runnable giveBack) throws SQLException {
    Connection connection = pool.getConnection();
    try {
      return new ConnectionProxy(
              new TenantSwitch(connection, pool, pools, refusals, retirement, commented), giveBack)
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
}
