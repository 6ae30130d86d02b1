package io.tenantry.tenancy.connection;

import java.lang.reflect.Method;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/** A statement without parameters; the switch goes before its SQL. */
final class StatementProxy extends JdbcProxy<Statement> {

  private final Connection connection;
  private final TenantSwitch tenant;
  private final Statement statement;

  StatementProxy(Connection connection, TenantSwitch tenant, Statement statement) {
    super(Statement.class);
    this.connection = connection;
    this.tenant = tenant;
    this.statement = statement;
  }

  @Override
  @Nullable Object intercept(Statement proxy, Method method, Object[] arguments)
      throws SQLException {
    return switch (method.getName()) {
      case "execute", "executeQuery", "executeUpdate", "executeLargeUpdate" ->
          execute(method, arguments);
      case "executeBatch", "executeLargeBatch" ->
          tenant.around(() -> invoke(method, statement, arguments));
      case "getConnection" -> connection;
      case "unwrap" -> tenant.unwrap(proxy, statement, (Class<?>) arguments[0]);
      default -> invoke(method, statement, arguments);
    };
  }

  private @Nullable Object execute(Method method, Object[] arguments) throws SQLException {
    if (arguments.length > 1 && GeneratedKeys.wanted(arguments[1])) {
      // With the switch before it the driver would return no keys.
      return tenant.around(() -> invoke(method, statement, arguments));
    }
    if (!tenant.isDue()) {
      return invoke(method, statement, arguments);
    }
    tenant.carry(() -> statement.execute(tenant.statement().literal() + arguments[0]));
    return SwitchedResult.of(statement).as(method.getName());
  }
}
