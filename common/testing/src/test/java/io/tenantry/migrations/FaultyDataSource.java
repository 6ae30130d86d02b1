package io.tenantry.migrations;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** Connections that are lost at the n-th commit, and that count the locks held at each. */
public final class FaultyDataSource extends DelegatingDataSource {

  private final AtomicInteger commits = new AtomicInteger();
  private final AtomicInteger mostLocks = new AtomicInteger();
  private final int lostAt;

  /**
   * @param lostAt the commit that does not happen, counted from 1; 0 for none
   */
  public FaultyDataSource(DataSource target, int lostAt) {
    super(target);
    this.lostAt = lostAt;
  }

  /** How many commits there were, the lost one included. */
  public int commits() {
    return commits.get();
  }

  /** The most locks that a transaction held at its end. */
  public int mostLocks() {
    return mostLocks.get();
  }

  @Override
  public Connection getConnection() throws SQLException {
    Connection connection = super.getConnection();
    return (Connection)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {Connection.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("commit")) {
                beforeCommit(connection);
              }
              try {
                return method.invoke(connection, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  private void beforeCommit(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery("SELECT count(*) FROM pg_locks WHERE pid = pg_backend_pid()")) {
      row.next();
      mostLocks.accumulateAndGet(row.getInt(1), Math::max);
    }
    if (commits.incrementAndGet() == lostAt) {
      connection.rollback();
      throw new SQLException("lost at commit " + lostAt, "08006");
    }
  }
}
