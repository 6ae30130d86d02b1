package io.tenantry.tenancy.routing;

import io.tenantry.tenancy.Tenant;
import io.tenantry.tenancy.connection.RefusedTenants;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/** Tenants that the database refused are looked up in the control plane's view once more. */
record RouteOfRefused(Routes routes, Duration timeout) implements RefusedTenants {

  @Override
  public void refused(Tenant tenant) {
    routes.distrust(tenant.id());
  }

  @Override
  public Optional<Tenant> reread(UUID tenant, Connection connection) throws SQLException {
    return JdbcRouteStore.find(tenant, connection, timeout);
  }
}
