package io.tenantry.tenancy.connection;

import io.tenantry.tenancy.Tenant;
import io.tenantry.tenancy.TestTenants;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * What the control plane would know of tenants, and which of them the database refused. What a
 * tenant is called it asks the database, so that this changes with the rename's commit.
 */
final class TestRegistry implements RefusedTenants {

  final Map<UUID, Tenant> tenants = new ConcurrentHashMap<>();
  final List<Tenant> refused = new CopyOnWriteArrayList<>();

  @Override
  public void refused(Tenant tenant) {
    refused.add(tenant);
  }

  @Override
  public Optional<Tenant> reread(UUID tenant, Connection connection) throws SQLException {
    Tenant known = tenants.get(tenant);
    if (known == null) {
      return Optional.empty();
    }
    try (PreparedStatement query =
        connection.prepareStatement("select rolname from pg_roles where oid = ?")) {
      query.setLong(1, known.roleId());
      ResultSet row = query.executeQuery();
      return row.next()
          ? Optional.of(TestTenants.renamed(known, row.getString(1)))
          : Optional.empty();
    }
  }
}
