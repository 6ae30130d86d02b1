package io.tenantry.tenancy.connection;

import java.lang.reflect.Method;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** A connection that belongs to the tenant that is current at its first statement. */
final class ConnectionProxy extends JdbcProxy<Connection> {

  private final TenantSwitch tenant;
  private final Runnable giveBack;
  private final AtomicBoolean closed = new AtomicBoolean();

  /**
   * @param giveBack runs once when the connection is closed
   */
  ConnectionProxy(TenantSwitch tenant, Runnable giveBack) {
    super(Connection.class);
    this.tenant = tenant;
    this.giveBack = giveBack;
  }

  @Override
  @Nullable Object intercept(Connection proxy, Method method, Object[] arguments)
      throws SQLException {
    Connection connection = tenant.connection();
    switch (method.getName()) {
      case "createStatement" -> {
        return new StatementProxy(
                proxy, tenant, (Statement) required(invoke(method, connection, arguments)))
            .proxy();
      }
      case "prepareStatement" -> {
        return new PreparedStatementProxy(proxy, tenant, method, arguments).proxy();
      }
      case "prepareCall" -> {
        return new GuardedProxy<>(
                CallableStatement.class,
                (CallableStatement) required(invoke(method, connection, arguments)),
                proxy,
                tenant)
            .proxy();
      }
      case "getMetaData" -> {
        return new GuardedProxy<>(DatabaseMetaData.class, connection.getMetaData(), proxy, tenant)
            .proxy();
      }
      case "close" -> {
        close(method, connection, arguments);
        return null;
      }
      case "commit", "setAutoCommit", "abort" -> tenant.forget();
      case "rollback" -> {
        // A savepoint is set after the switch, so going back to it leaves the switch in force.
        if (arguments.length == 0) {
          tenant.forget();
        }
      }
      case "setSavepoint" -> tenant.ensure();
      case "setTransactionIsolation" -> tenant.statement();
      case "setSchema", "setCatalog" ->
          throw new SQLFeatureNotSupportedException("the schema follows the current tenant");
      case "unwrap" -> {
        return tenant.unwrap(proxy, connection, (Class<?>) arguments[0]);
      }
      default -> {
        // goes to the driver as it is
      }
    }
    return invoke(method, connection, arguments);
  }

  private void close(Method method, Connection connection, Object[] arguments) throws SQLException {
    tenant.forget();
    try {
      invoke(method, connection, arguments);
      tenant.closed();
    } finally {
      if (closed.compareAndSet(false, true)) {
        giveBack.run();
      }
    }
  }

  private static Object required(@Nullable Object made) throws SQLException {
    if (made == null) {
      throw new SQLException("the driver made no statement");
    }
    return made;
  }
}
