package io.tenantry.tenancy.connection;

import io.tenantry.tenancy.CurrentTenant;
import io.tenantry.tenancy.NoTenantException;
import io.tenantry.tenancy.Tenant;
import io.tenantry.tenancy.TenantScope;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Wrapper;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.TransactionState;

/** To whom one connection belongs, and whether its running transaction has been told so. */
final class TenantSwitch {

  /** A tenant that is renamed between each two of them is not served. */
  private static final int MOST_TRIES = 3;

  private final Connection connection;
  private final BaseConnection driver;
  private final DataSource pool;
  private final DataSource lane;
  private final Switching rules;
  private @Nullable SwitchStatement latest;
  private boolean switched;

  /**
   * @param pool is the one that tenants are given
   * @param lane is the part of it that the connection came from
   */
  TenantSwitch(Connection connection, DataSource pool, DataSource lane, Switching rules)
      throws SQLException {
    this.connection = connection;
    this.driver = connection.unwrap(BaseConnection.class);
    DriverSettings.check(driver);
    this.pool = pool;
    this.lane = lane;
    this.rules = rules;
  }

  Connection connection() {
    return connection;
  }

  BaseConnection driver() {
    return driver;
  }

  /** What the next statement may have to carry; the first call decides whose connection it is. */
  SwitchStatement statement() {
    TenantScope current = CurrentTenant.scope().orElseThrow(NoTenantException::new);
    SwitchStatement sent = latest;
    if (sent != null && sent.scope() == current) {
      return sent;
    }
    if (sent == null) {
      if (rules.pools().poolOf(current) != pool) {
        throw new OtherTenantException("another node", current.role());
      }
      if (current instanceof TenantScope.InTenant(Tenant tenant)) {
        rules.retirement().serves(tenant.id(), driver);
      }
    } else if (!sent.scope().isSameAs(current)) {
      throw new OtherTenantException(sent.scope().role(), current.role());
    }
    latest = new SwitchStatement(current, rules.commented());
    return latest;
  }

  /** What the tenant's own text of a statement begins with, once it is known whose that is. */
  String comment() {
    return latest == null ? "" : latest.comment();
  }

  /** Whether the next statement has to carry the switch. */
  boolean isDue() throws SQLException {
    statement();
    return !switched
        || connection.getAutoCommit()
        || driver.getTransactionState() == TransactionState.IDLE;
  }

  /**
   * Does what brings the switch along. If the tenant has another name by now, nothing of it has
   * run, and unless something else of the transaction has, it is done again under that name.
   *
   * @throws SwitchFailedException if the tenant is not to be had under any name
   */
  void carry(SqlCall<?> work) throws SQLException {
    for (int tries = 1; ; tries++) {
      SwitchStatement sent = statement();
      boolean first = driver.getTransactionState() == TransactionState.IDLE;
      try {
        work.call();
        switched = !connection.getAutoCommit();
        return;
      } catch (SQLException e) {
        if (!(sent.failedIn(e) && sent.scope() instanceof TenantScope.InTenant(Tenant tenant))) {
          throw e;
        }
        rules.refusals().refused(tenant);
        SwitchFailedException failed = new SwitchFailedException(tenant.role(), e);
        if (!first || tries == MOST_TRIES) {
          throw failed;
        }
        CurrentTenant.renamed(renamed(tenant, failed).orElseThrow(() -> failed));
      }
    }
  }

  /** By its id: its old name may be another tenant's. Leaves no transaction behind. */
  private Optional<Tenant> renamed(Tenant tenant, SwitchFailedException failed) {
    try {
      rollbackUnlessAutocommit();
      Optional<Tenant> now = rules.refusals().reread(tenant.id(), connection);
      rollbackUnlessAutocommit();
      return now.filter(found -> found.roleId() != 0 && !found.hasRoleOf(tenant));
    } catch (SQLException | RuntimeException e) {
      failed.addSuppressed(e);
      return Optional.empty();
    }
  }

  private void rollbackUnlessAutocommit() throws SQLException {
    if (!connection.getAutoCommit()) {
      connection.rollback();
    }
  }

  /** The transaction ended. */
  void forget() {
    switched = false;
  }

  /** The connection has gone back to its pool. */
  void closed() throws SQLException {
    rules.retirement().closed(connection, driver, lane);
  }

  /** For what can't carry the switch: tells the running transaction by a statement of its own. */
  void ensure() throws SQLException {
    if (!isDue()) {
      return;
    }
    carry(
        () -> {
          SwitchStatement sent = statement();
          try (PreparedStatement statement = connection.prepareStatement(sent.prepared())) {
            sent.fill(statement);
            return statement.execute();
          }
        });
  }

  /** The same in autocommit too, where it makes a transaction around the work. */
  <T extends @Nullable Object> T around(SqlCall<T> work) throws SQLException {
    statement();
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
}
