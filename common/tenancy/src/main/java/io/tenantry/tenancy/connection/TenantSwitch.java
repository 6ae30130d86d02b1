package io.tenantry.tenancy.connection;

import io.tenantry.tenancy.CurrentTenant;
import io.tenantry.tenancy.NoTenantException;
import io.tenantry.tenancy.TenantScope;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Wrapper;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.TransactionState;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** To whom one connection belongs, and whether its running transaction has been told so. */
final class TenantSwitch {

  /** Put before a prepared statement: one more parameter, one more result. */
  static final String PREPARED = "select set_config('role', ?, true);";

  private final Connection connection;
  private final BaseConnection driver;
  private final DataSource pool;
  private final TenantPools pools;
  private final FailedSwitches failures;
  private @Nullable TenantScope owner;
  private boolean switched;

  TenantSwitch(Connection connection, DataSource pool, TenantPools pools, FailedSwitches failures)
      throws SQLException {
    this.connection = connection;
    this.driver = connection.unwrap(BaseConnection.class);
    DriverSettings.check(driver);
    this.pool = pool;
    this.pools = pools;
    this.failures = failures;
  }

  Connection connection() {
    return connection;
  }

  BaseConnection driver() {
    return driver;
  }

  /** The role for the next statement; the first call decides to whom the connection belongs. */
  String role() {
    TenantScope current = CurrentTenant.scope().orElseThrow(NoTenantException::new);
    if (owner == null) {
      if (pools.poolOf(current) != pool) {
        throw new OtherTenantException("another node", current.role());
      }
      owner = current;
    } else if (owner != current && !owner.role().equals(current.role())) {
      throw new OtherTenantException(owner.role(), current.role());
    }
    return current.role();
  }

  /** Put before a statement that has no parameters. */
  String literal() {
    return "select set_config('role', '" + role().replace("'", "''") + "', true);";
  }

  /** Whether the next statement has to carry the switch. */
  boolean isDue() throws SQLException {
    role();
    return !switched
        || connection.getAutoCommit()
        || driver.getTransactionState() == TransactionState.IDLE;
  }

  /** The running transaction has been told. */
  void done() throws SQLException {
    switched = !connection.getAutoCommit();
  }

  /** The transaction ended, or went back to where it may not have been told. */
  void forget() {
    switched = false;
  }

  /** For what can't carry the switch: tells the running transaction by a statement of its own. */
  void ensure() throws SQLException {
    if (!isDue()) {
      return;
    }
    try (PreparedStatement statement = connection.prepareStatement(PREPARED)) {
      statement.setString(1, role());
      statement.execute();
    } catch (SQLException e) {
      throw explained(e);
    }
    done();
  }

  /** The same in autocommit too, where it makes a transaction around the work. */
  <T extends @Nullable Object> T around(SqlCall<T> work) throws SQLException {
    role();
    if (!connection.getAutoCommit()) {
      ensure();
      return work.call();
    }
    connection.setAutoCommit(false);
    try {
      ensure();
      T result = work.call();
      connection.commit();
      return result;
    } catch (SQLException | RuntimeException e) {
      rollback(e);
      throw e;
    } finally {
      forget();
      connection.setAutoCommit(true);
    }
  }

  private void rollback(Exception cause) {
    try {
      connection.rollback();
    } catch (SQLException e) {
      cause.addSuppressed(e);
    }
  }

  /** The driver's own interfaces, such as for COPY, know nothing of tenants: only once switched. */
  Object unwrap(Wrapper proxy, Wrapper target, Class<?> type) throws SQLException {
    if (type.isInstance(proxy)) {
      return proxy;
    }
    if (connection.getAutoCommit()) {
      throw new SQLException("what the driver made is to be had within a transaction only");
    }
    ensure();
    return target.unwrap(type);
  }

  /** Tells the switch's own failure from one of the statement that it travelled with. */
  SQLException explained(SQLException e) {
    if (owner == null || !isOfSwitch(e, owner.role())) {
      return e;
    }
    failures.refused(owner);
    return new SwitchFailedException(owner.role(), e);
  }

  private static boolean isOfSwitch(SQLException e, String role) {
    return e instanceof PSQLException failed
        && failed.getServerErrorMessage() instanceof ServerErrorMessage server
        && server.getRoutine() instanceof String routine
        && (routine.equals("call_string_check_hook") || routine.equals("check_role"))
        && server.getMessage() instanceof String message
        && message.contains('"' + role + '"');
  }
}
