package io.tenantry.tenancy.connection;

import java.lang.reflect.Method;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ParameterMetaData;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Wrapper;
import org.jspecify.annotations.Nullable;

/**
 * Callable statements and metadata: rare, and unable to carry the switch, which therefore goes
 * before them in the same transaction.
 */
final class GuardedProxy<T> extends JdbcProxy<T> {

  private final T target;
  private final Connection connection;
  private final TenantSwitch tenant;

  GuardedProxy(Class<T> type, T target, Connection connection, TenantSwitch tenant) {
    super(type);
    this.target = target;
    this.connection = connection;
    this.tenant = tenant;
  }

  @Override
  @Nullable Object intercept(T proxy, Method method, Object[] arguments) throws SQLException {
    String name = method.getName();
    if (name.equals("getConnection")) {
      return connection;
    }
    if (name.equals("unwrap")) {
      return tenant.unwrap((Wrapper) proxy, (Wrapper) target, (Class<?>) arguments[0]);
    }
    if (name.startsWith("execute") || asksTheServer(method)) {
      return tenant.around(() -> invoke(method, target, arguments));
    }
    return invoke(method, target, arguments);
  }

  private boolean asksTheServer(Method method) {
    return target instanceof DatabaseMetaData
        ? method.getReturnType() == ResultSet.class
        : method.getReturnType() == ParameterMetaData.class
            || method.getReturnType() == ResultSetMetaData.class;
  }
}
