package io.tenantry.migrations;

import io.tenantry.registry.SqlIdentifier;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * Has Flyway itself run the scripts of a tenant where one of them can't be replayed. Each is a
 * transaction of its own, or none at all: what was done before a failure stays.
 */
public final class FlywayRun {

  private static final String LOCK_NOT_AVAILABLE = "55P03";

  private final DataSource dataSource;
  private final TenantScripts scripts;
  private final boolean outOfOrder;
  private final BuildLimits limits;

  /**
   * @param dataSource connects as the worker's login, without a pool: the limits are the session's
   * @param outOfOrder whether a script may run that is older than the schema
   * @param limits for each statement
   */
  public FlywayRun(
      DataSource dataSource, TenantScripts scripts, boolean outOfOrder, BuildLimits limits) {
    this.dataSource = dataSource;
    this.scripts = scripts;
    this.outOfOrder = outOfOrder;
    this.limits = limits;
  }

  /**
   * Runs what is pending, outside of the caller's transaction. Nobody else migrates, copies,
   * renames or drops the schema meanwhile.
   *
   * @throws SchemaBusyException if somebody else is at work on the schema, or a lock was not to be
   *     had within its limit; a later try may succeed
   * @throws TenantScriptException if Flyway or the database refuses a script
   */
  public void migrate(SqlIdentifier schema, String type) {
    try (Connection connection = dataSource.getConnection()) {
      // Closing the connection gives the lock back.
      SchemaLock.hold(new JdbcTemplate(new SingleConnectionDataSource(connection, true)), schema);
      flyway(schema, type).migrate();
    } catch (FlywayException e) {
      throw failed(schema, e);
    } catch (SQLException e) {
      throw new CannotGetJdbcConnectionException("no connection for Flyway", e);
    }
  }

  private Flyway flyway(SqlIdentifier schema, String type) {
    return scripts
        .flyway(type)
        .dataSource(dataSource)
        .schemas(schema.value())
        .createSchemas(false)
        .outOfOrder(outOfOrder)
        // A lock that a transaction holds would keep CREATE INDEX CONCURRENTLY waiting for ever.
        .configuration(Map.of("flyway.postgresql.transactional.lock", "false"))
        .initSql(
            "SET lock_timeout = %d; SET statement_timeout = %d"
                .formatted(limits.lockTimeout().toMillis(), limits.statementTimeout().toMillis()))
        .load();
  }

  private static RuntimeException failed(SqlIdentifier schema, FlywayException error) {
    String message = String.valueOf(error.getMessage()).strip().replaceAll("\\s*\\R\\s*", " ");
    String state = sqlState(error);
    return state.equals(LOCK_NOT_AVAILABLE)
        ? new SchemaBusyException(schema, message, error)
        : new TenantScriptException(null, message, state, error);
  }

  /** Empty where the database had no part in it. */
  private static String sqlState(Throwable error) {
    for (Throwable cause = error; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql && sql.getSQLState() != null) {
        return sql.getSQLState();
      }
    }
    return "";
  }
}
