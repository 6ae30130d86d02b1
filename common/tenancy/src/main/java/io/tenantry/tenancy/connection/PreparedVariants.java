package io.tenantry.tenancy.connection;

import java.io.InputStream;
import java.io.Reader;
import java.lang.reflect.Method;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLXML;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGStatement;

/** The driver's statements behind one prepared statement: with the switch, and without. */
final class PreparedVariants {

  private record Call(Method method, Object[] arguments) {

    /** The value comes after the index. */
    boolean canBeReadOnceOnly() {
      return arguments[1] instanceof InputStream
          || arguments[1] instanceof Reader
          || arguments[1] instanceof SQLXML;
    }
  }

  private static final Set<String> LARGE_OBJECTS = Set.of("setBlob", "setClob", "setNClob");

  private final TenantSwitch tenant;
  private final Method prepare;
  private final Object[] arguments;
  private final Map<Integer, Call> parameters = new TreeMap<>();
  private final Map<String, Call> options = new LinkedHashMap<>();
  private @Nullable PreparedStatement plain;
  private @Nullable PreparedStatement switching;
  private @Nullable PreparedStatement latest;
  private boolean closed;

  PreparedVariants(TenantSwitch tenant, Method prepare, Object[] arguments) {
    this.tenant = tenant;
    this.prepare = prepare;
    this.arguments = arguments;
  }

  boolean wantsKeys() {
    return arguments.length == 2 && GeneratedKeys.wanted(arguments[1]);
  }

  /** Whether the switch can go before this statement, which may then have to be sent again. */
  boolean canSwitch() {
    return (!wantsKeys() || GeneratedKeys.canTravel(sql(), arguments[1]))
        && parameters.values().stream().noneMatch(Call::canBeReadOnceOnly);
  }

  private String sql() {
    return (String) arguments[0];
  }

  /** Whether nothing but one statement is sent, so that a failure leaves nothing of it. */
  boolean isSingle() throws SQLException {
    return GeneratedKeys.parsed(sql(), tenant.driver()).size() == 1;
  }

  void set(Method method, Object[] values) throws SQLException {
    requireOpen();
    if (LARGE_OBJECTS.contains(method.getName())) {
      throw new SQLFeatureNotSupportedException(
          "large objects belong to no schema and so to no tenant; bytea and text do");
    }
    if (method.getDeclaringClass() == PreparedStatement.class) {
      parameters.put((Integer) values[0], new Call(method, values));
      return;
    }
    options.put(method.getName(), new Call(method, values));
    for (PreparedStatement made : new PreparedStatement[] {plain, switching}) {
      if (made != null) {
        JdbcProxy.invoke(method, made, values);
      }
    }
  }

  void clear() {
    parameters.clear();
  }

  /** The one that was executed, for questions about results and state. */
  PreparedStatement latest() throws SQLException {
    return latest == null ? plain() : latest;
  }

  PreparedStatement plain() throws SQLException {
    if (plain == null) {
      plain = make(after(tenant.comment()));
    }
    return plain;
  }

  PreparedStatement filledPlain() throws SQLException {
    PreparedStatement statement = plain();
    latest = statement;
    fill(statement, 0);
    return statement;
  }

  PreparedStatement filledSwitching() throws SQLException {
    SwitchStatement carried = tenant.statement();
    if (switching == null) {
      switching = wantsKeys() ? makeReturning(carried) : make(after(carried.prepared()));
    }
    latest = switching;
    if (!areTypesKnown()) {
      switching.unwrap(PGStatement.class).setPrepareThreshold(0);
    }
    carried.fill(switching);
    fill(switching, carried.parameters());
    return switching;
  }

  private boolean areTypesKnown() {
    return DriverSettings.typeTexts(tenant.driver())
        && parameters.values().stream()
            .allMatch(call -> ParameterTypes.areKnown(call.method(), call.arguments()));
  }

  private Object[] after(String before) {
    Object[] changed = arguments.clone();
    changed[0] = before + sql();
    return changed;
  }

  private PreparedStatement makeReturning(SwitchStatement carried) throws SQLException {
    requireOpen();
    String sql = GeneratedKeys.returning(sql(), arguments[1], tenant.driver());
    return withOptions(
        tenant
            .connection()
            .prepareStatement(
                carried.prepared() + sql,
                ResultSet.TYPE_SCROLL_INSENSITIVE,
                ResultSet.CONCUR_READ_ONLY));
  }

  private PreparedStatement make(Object[] with) throws SQLException {
    requireOpen();
    if (!(JdbcProxy.invoke(prepare, tenant.connection(), with) instanceof PreparedStatement made)) {
      throw new SQLException("the driver made no statement");
    }
    return withOptions(made);
  }

  private PreparedStatement withOptions(PreparedStatement made) throws SQLException {
    for (Call option : options.values()) {
      JdbcProxy.invoke(option.method(), made, option.arguments());
    }
    return made;
  }

  private void fill(PreparedStatement statement, int shift) throws SQLException {
    for (Map.Entry<Integer, Call> parameter : parameters.entrySet()) {
      Object[] values = parameter.getValue().arguments();
      if (shift != 0) {
        values = values.clone();
        values[0] = parameter.getKey() + shift;
      }
      JdbcProxy.invoke(parameter.getValue().method(), statement, values);
    }
  }

  private void requireOpen() throws SQLException {
    if (closed) {
      throw new SQLException("This statement has been closed.", "55000");
    }
  }

  boolean isClosed() throws SQLException {
    return closed || (latest != null && latest.isClosed());
  }

  void close() throws SQLException {
    closed = true;
    try {
      if (plain != null) {
        plain.close();
      }
    } finally {
      if (switching != null) {
        switching.close();
      }
    }
  }
}
