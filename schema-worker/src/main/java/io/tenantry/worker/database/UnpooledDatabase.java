package io.tenantry.worker.database;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.AbstractDataSource;

/**
 * A new connection each time, with the settings of the worker's pool: for Flyway, which changes its
 * sessions and wants several at once.
 */
public final class UnpooledDatabase extends AbstractDataSource {

  /** Of the driver: Flyway's statements are bounded by the server, and may take longer. */
  private static final String SOCKET_TIMEOUT = "socketTimeout";

  private final HikariDataSource pool;

  /**
   * @param pool Spring Boot's
   * @throws IllegalStateException if it is no Hikari pool
   */
  public UnpooledDatabase(DataSource pool) {
    try {
      this.pool = pool.unwrap(HikariDataSource.class);
    } catch (SQLException e) {
      throw new IllegalStateException("the worker's pool is not Hikari's", e);
    }
  }

  @Override
  public Connection getConnection() throws SQLException {
    return getConnection(pool.getUsername(), pool.getPassword());
  }

  @Override
  public Connection getConnection(String username, String password) throws SQLException {
    Properties properties = new Properties();
    properties.putAll(pool.getDataSourceProperties());
    properties.remove(SOCKET_TIMEOUT);
    properties.setProperty("user", username);
    properties.setProperty("password", password);
    return DriverManager.getConnection(pool.getJdbcUrl(), properties);
  }
}
