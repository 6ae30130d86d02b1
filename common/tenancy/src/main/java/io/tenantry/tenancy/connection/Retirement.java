package io.tenantry.tenancy.connection;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.postgresql.core.BaseConnection;

/** Counts the tenants of each connection, and lets the pool replace those that have seen enough. */
final class Retirement {

  private final int mostTenants;
  private final Map<BaseConnection, Set<UUID>> seen =
      Collections.synchronizedMap(new WeakHashMap<>());

  Retirement(int mostTenants) {
    this.mostTenants = mostTenants;
  }

  /** The connection is this tenant's from now until it is given back. */
  void serves(UUID tenant, BaseConnection driver) {
    seen.computeIfAbsent(driver, _ -> ConcurrentHashMap.newKeySet()).add(tenant);
  }

  /** The connection has been given back. */
  void closed(Connection connection, BaseConnection driver, DataSource pool) throws SQLException {
    if (seen.getOrDefault(driver, Set.of()).size() >= mostTenants
        && pool.isWrapperFor(HikariDataSource.class)) {
      // Whoever has it by now may go on with it; it is closed when it comes back once more.
      pool.unwrap(HikariDataSource.class).evictConnection(connection);
    }
  }
}
