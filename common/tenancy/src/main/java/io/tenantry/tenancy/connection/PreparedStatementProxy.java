package io.tenantry.tenancy.connection;

import java.lang.reflect.Method;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * A prepared statement. Whether it carries the switch is known when it is executed and not before,
 * so parameters and options are kept until then.
 */
final class PreparedStatementProxy extends JdbcProxy<PreparedStatement> {

  private final Connection connection;
  private final TenantSwitch tenant;
  private final PreparedVariants variants;
  private @Nullable SwitchedResult last;

  PreparedStatementProxy(
      Connection connection, TenantSwitch tenant, Method prepare, Object[] arguments) {
    super(PreparedStatement.class);
    this.connection = connection;
    this.tenant = tenant;
    this.variants = new PreparedVariants(tenant, prepare, arguments);
  }

  @Override
  @Nullable Object intercept(PreparedStatement proxy, Method method, Object[] arguments)
      throws SQLException {
    String name = method.getName();
    if (name.startsWith("set")) {
      variants.set(method, arguments);
      return null;
    }
    return switch (name) {
      case "execute", "executeQuery", "executeUpdate", "executeLargeUpdate" ->
          execute(method, arguments);
      case "addBatch", "clearBatch" -> {
        requireNoSql(arguments);
        // Decides whose it is, since the text is made now.
        tenant.statement();
        yield invoke(method, variants.filledPlain());
      }
      case "executeBatch", "executeLargeBatch" -> {
        last = null;
        yield tenant.around(() -> invoke(method, variants.plain()));
      }
      case "getMetaData", "getParameterMetaData" -> describe(method);
      case "clearParameters" -> {
        variants.clear();
        yield null;
      }
      case "getGeneratedKeys" ->
          last == null ? variants.latest().getGeneratedKeys() : last.generatedKeys();
      case "getResultSet" ->
          last != null && last.keys() != null ? null : variants.latest().getResultSet();
      case "getUpdateCount", "getLargeUpdateCount" -> count(method);
      case "getConnection" -> connection;
      case "isClosed" -> variants.isClosed();
      case "unwrap" -> tenant.unwrap(proxy, variants.latest(), (Class<?>) arguments[0]);
      case "close" -> {
        variants.close();
        yield null;
      }
      default -> invoke(method, variants.latest(), arguments);
    };
  }

  private @Nullable Object execute(Method method, Object[] arguments) throws SQLException {
    requireNoSql(arguments);
    last = null;
    if (!tenant.isDue()) {
      return invoke(method, variants.filledPlain());
    }
    if (!variants.canSwitch()) {
      return tenant.around(() -> executeApart(method));
    }
    tenant.carry(() -> executeFresh(variants.filledSwitching()));
    PreparedStatement statement = variants.latest();
    last = variants.wantsKeys() ? SwitchedResult.withKeys(statement) : SwitchedResult.of(statement);
    return last.as(method.getName());
  }

  /** What has become stale the driver would try again by itself, were it not for the switch. */
  private boolean executeFresh(PreparedStatement statement) throws SQLException {
    try {
      return statement.execute();
    } catch (SQLException e) {
      if (!tenant.driver().getQueryExecutor().willHealOnRetry(e) || !variants.isSingle()) {
        throw e;
      }
      return statement.execute();
    }
  }

  /** All rows at once: those that are fetched bit by bit would be gone with the transaction. */
  private @Nullable Object executeApart(Method method) throws SQLException {
    PreparedStatement statement = variants.filledPlain();
    int fetchSize = statement.getFetchSize();
    statement.setFetchSize(0);
    try {
      return invoke(method, statement);
    } finally {
      statement.setFetchSize(fetchSize);
    }
  }

  /** The driver has no count where it sees keys only. */
  private @Nullable Object count(Method method) throws SQLException {
    if (last == null || last.keys() == null) {
      return invoke(method, variants.latest());
    }
    return method.getReturnType() == int.class ? Math.toIntExact(last.count()) : last.count();
  }

  /** Of the statement alone, which the server has to be asked for. */
  private @Nullable Object describe(Method method) throws SQLException {
    ResultSet open = last == null ? null : last.rows();
    if (open != null && method.getName().equals("getMetaData")) {
      return open.getMetaData();
    }
    return tenant.around(() -> invoke(method, variants.plain()));
  }

  private static void requireNoSql(Object[] arguments) throws SQLException {
    if (arguments.length > 0) {
      throw new SQLException("a prepared statement has its SQL already");
    }
  }
}
