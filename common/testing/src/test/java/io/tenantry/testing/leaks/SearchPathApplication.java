package io.tenantry.testing.leaks;

import io.tenantry.registry.SqlIdentifier;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.AbstractDataSource;

/**
 * An application as there are many: its tenant is in a thread's variable, and the session's search
 * path is set whenever a connection is taken from the pool.
 */
final class SearchPathApplication extends AbstractDataSource {

  private final ThreadLocal<@Nullable String> tenant = new ThreadLocal<>();
  private final DataSource pool;
  private final boolean resets;

  /**
   * @param resets whether it also sets the path where there is no tenant
   */
  SearchPathApplication(DataSource pool, boolean resets) {
    this.pool = pool;
    this.resets = resets;
  }

  void enter(String schema, Runnable work) {
    String before = tenant.get();
    tenant.set(schema);
    try {
      work.run();
    } finally {
      tenant.set(before);
    }
  }

  @Override
  public Connection getConnection() throws SQLException {
    Connection connection = pool.getConnection();
    String schema = tenant.get();
    try (Statement statement = connection.createStatement()) {
      if (schema != null) {
        statement.execute("set search_path to " + new SqlIdentifier(schema).quoted());
      } else if (resets) {
        statement.execute("set search_path to public");
      }
      return connection;
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  @Override
  public Connection getConnection(String username, String password) throws SQLException {
    return getConnection();
  }
}
