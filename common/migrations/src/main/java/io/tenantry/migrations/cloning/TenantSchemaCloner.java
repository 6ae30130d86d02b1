package io.tenantry.migrations.cloning;

import io.tenantry.migrations.SchemaLock;
import io.tenantry.migrations.ScriptSet;
import io.tenantry.migrations.SearchPath;
import io.tenantry.migrations.TenantSchemaBuilder;
import io.tenantry.migrations.TenantScripts;
import io.tenantry.migrations.catalog.CatalogSnapshot;
import io.tenantry.registry.SchemaVersion;
import io.tenantry.registry.SqlIdentifier;
import java.sql.Connection;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Makes a schema that equals another one. The structure comes from the scripts that made the
 * source, up to its version; the catalogs of both are compared, and a source that differs from its
 * scripts is refused. Rows are copied as of one moment while the source goes on working: its tables
 * are locked against changes of their structure only.
 *
 * <p>With rows it takes two transactions. Making foreign keys locks the tables that they point to,
 * which may be shared by all tenants; so structure is committed ({@link #prepare}) before rows,
 * which may take long, are copied ({@link #copy}).
 */
public final class TenantSchemaCloner {

  private final JdbcTemplate jdbc;
  private final TenantSchemaBuilder builder;
  private final TenantScripts scripts;
  private final CloneLimits limits;

  /**
   * @param dataSource connects as the worker's login
   */
  public TenantSchemaCloner(
      DataSource dataSource,
      TenantSchemaBuilder builder,
      TenantScripts scripts,
      CloneLimits limits) {
    this.jdbc = new JdbcTemplate(dataSource);
    this.builder = builder;
    this.scripts = scripts;
    this.limits = limits;
  }

  /**
   * Makes a complete clone with no rows but the seed rows of a new tenant, within the caller's
   * transaction.
   *
   * @return the version of both
   * @throws SourceDiffersException if the source is not what its scripts make
   * @throws io.tenantry.migrations.SchemaBusyException if the source is being dropped or renamed
   * @throws io.tenantry.migrations.SchemaAlreadyExistsException if the clone's name is taken
   */
  public SchemaVersion build(SqlIdentifier source, SqlIdentifier target, String type) {
    return build(source, target, sourceScripts(source, type));
  }

  /**
   * Makes a clone that has no rows and waits for {@link #copy}, within the caller's transaction:
   * foreign keys within the schema are missing, and triggers are off.
   *
   * @return the version of both
   * @throws SourceDiffersException likewise, and all others of {@link #build}
   */
  public SchemaVersion prepare(SqlIdentifier source, SqlIdentifier target, String type) {
    ScriptSet set = sourceScripts(source, type);
    SchemaVersion version =
        build(source, target, new ScriptSet(set.type(), set.migrations(), List.of()));
    // What scripts wrote may still wait for its check, and no such table can be altered.
    jdbc.execute("SET CONSTRAINTS ALL IMMEDIATE");
    run(target, statements(target, target, CopyStatements.SWITCH_OFF));
    run(target, statements(target, target, CopyStatements.TAKE_OFF_CONSTRAINTS));
    jdbc.execute("TRUNCATE " + String.join(", ", tables(target)));
    SearchPath.leave(jdbc);
    return version;
  }

  /** Reads what there is to copy; outside the transaction of {@link #copy}. */
  public CopyPlan plan(SqlIdentifier source, SqlIdentifier target) {
    return new CopyPlan(source, target, tables(source));
  }

  /**
   * Copies all rows and where the sequences stand, and completes the clone. It has to be first in a
   * REPEATABLE READ transaction: tables are locked before the moment is chosen as of which rows are
   * copied. No trigger of the clone sees them.
   *
   * @throws SourceDiffersException if source and clone are not equal in the end
   * @throws io.tenantry.migrations.SchemaBusyException if one of the two is in use
   * @throws IllegalStateException if the transaction is of another kind
   */
  public void copy(CopyPlan plan) {
    begin();
    jdbc.execute("LOCK TABLE %s IN ACCESS SHARE MODE".formatted(String.join(", ", plan.tables())));
    SqlIdentifier source = plan.source();
    SqlIdentifier target = plan.target();
    SchemaLock.shared(jdbc, source);
    SchemaLock.exclusive(jdbc, target);
    run(target, statements(source, target, CopyStatements.ROWS));
    run(target, statements(source, target, CopyStatements.SEQUENCES));
    jdbc.execute("SET CONSTRAINTS ALL IMMEDIATE");
    run(target, statements(source, target, CopyStatements.PUT_ON_CONSTRAINTS));
    run(target, statements(source, target, CopyStatements.SWITCH_ON));
    SearchPath.leave(jdbc);
    verify(source, target);
  }

  private SchemaVersion build(SqlIdentifier source, SqlIdentifier target, ScriptSet set) {
    SchemaLock.exclusive(jdbc, target);
    SchemaVersion version = builder.build(target, set);
    verify(source, target);
    return version;
  }

  private ScriptSet sourceScripts(SqlIdentifier source, String type) {
    SchemaLock.shared(jdbc, source);
    return SourceHistory.scripts(jdbc, source, scripts.of(type));
  }

  private void verify(SqlIdentifier source, SqlIdentifier target) {
    List<String> differences =
        CatalogSnapshot.differences(
            CatalogSnapshot.of(jdbc, target), CatalogSnapshot.of(jdbc, source));
    if (!differences.isEmpty()) {
      throw new SourceDiffersException(source, differences);
    }
  }

  /** Nothing here reads a table, so the moment of the copy is not chosen yet. */
  private void begin() {
    jdbc.execute(
        (ConnectionCallback<Boolean>)
            connection -> {
              if (connection.getAutoCommit()
                  || connection.getTransactionIsolation()
                      != Connection.TRANSACTION_REPEATABLE_READ) {
                throw new IllegalStateException("rows are copied in a REPEATABLE READ transaction");
              }
              int millis = Math.toIntExact(limits.statementTimeout().toMillis());
              // The pool gives it its usual value again.
              connection.setNetworkTimeout(Runnable::run, millis == 0 ? 0 : millis + 5_000);
              return true;
            });
    jdbc.execute(
        """
        SET LOCAL lock_timeout = %1$d;
        SET LOCAL statement_timeout = %2$d;
        SET LOCAL idle_in_transaction_session_timeout = %2$d;
        SET LOCAL row_security = off
        """
            .formatted(limits.lockTimeout().toMillis(), limits.statementTimeout().toMillis()));
  }

  private List<String> tables(SqlIdentifier schema) {
    return jdbc.queryForList(CopyStatements.TABLES, String.class, schema.value());
  }

  private List<String> statements(SqlIdentifier source, SqlIdentifier target, String query) {
    SearchPath.enter(jdbc, source);
    return jdbc.queryForList(query, String.class, source.value(), target.value());
  }

  private void run(SqlIdentifier schema, List<String> statements) {
    SearchPath.enter(jdbc, schema);
    statements.forEach(jdbc::execute);
  }
}
