package io.tenantry.tenancy.connection;

import java.lang.reflect.Method;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/** A connection that belongs to the tenant that is current at its first statement. */
final class ConnectionProxy extends JdbcProxy<Connection> {

  private final TenantSwitch tenant;

  ConnectionProxy(TenantSwitch tenant) {
    super(Connection.class);
    this.tenant = tenant;
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
        tenant.forget();
        invoke(method, connection, arguments);
        tenant.closed();
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

  private static Object required(@Nullable Object made) throws SQLException {
    if (made == null) {
      throw new SQLException("the driver made no statement");
    }
    return made;
  }
}
