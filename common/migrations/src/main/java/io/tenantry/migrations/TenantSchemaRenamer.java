package io.tenantry.migrations;

import io.tenantry.registry.SqlIdentifier;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Gives a tenant's role and schema another name, within the caller's transaction. Transactions that
 * the tenant has open go on under the new name. Only those that write to tables with foreign keys
 * are waited for, and for less than a second: PostgreSQL looks keys up by the schema's name, which
 * must not change under a statement.
 */
public final class TenantSchemaRenamer {

  /**
   * Less than the server's deadlock_timeout, by default a second: who waits for whom in a circle is
   * found out after that, and then it might be the tenant's transaction that is ended.
   */
  private static final int WAIT_FOR_WRITERS_MILLIS = 500;

  private static final String WITHOUT_WRITERS =
      """
      DO $do$
      DECLARE
        tables text;
      BEGIN
        SELECT string_agg(DISTINCT c.oid::regclass::text, ', ') INTO tables
        FROM pg_namespace n
        JOIN pg_constraint k ON k.connamespace = n.oid AND k.contype = 'f'
        JOIN pg_class c ON c.oid IN (k.conrelid, k.confrelid) AND c.relnamespace = n.oid
        WHERE n.nspname = %s;
        IF tables IS NOT NULL THEN
          EXECUTE 'LOCK TABLE ' || tables || ' IN SHARE MODE';
        END IF;
      END
      $do$
      """;

  private final JdbcTemplate jdbc;
  private final Duration lockTimeout;

  /**
   * @param dataSource connects as the worker's login
   * @param lockTimeout how long to wait for somebody who changes the role or the schema
   */
  public TenantSchemaRenamer(DataSource dataSource, Duration lockTimeout) {
    this.jdbc = new JdbcTemplate(dataSource);
    this.lockTimeout = lockTimeout;
  }

  /**
   * Renames both. After an exception only a rollback is possible.
   *
   * @throws SchemaAlreadyExistsException if a schema or role has the new name
   * @throws SchemaBusyException if the schema is being copied or dropped
   */
  public void rename(SqlIdentifier from, SqlIdentifier to) {
    SchemaLock.exclusive(jdbc, from);
    SchemaLock.exclusive(jdbc, to);
    jdbc.execute("SET LOCAL statement_timeout = " + WAIT_FOR_WRITERS_MILLIS);
    jdbc.execute(WITHOUT_WRITERS.formatted(new SqlLiteral(from.value()).quoted()));
    renameBoth(
        "SET LOCAL statement_timeout = DEFAULT; SET LOCAL lock_timeout = "
            + lockTimeout.toMillis()
            + ';',
        from,
        to);
  }

  /**
   * The same for a schema that nobody uses, in one round trip.
   *
   * @throws SchemaAlreadyExistsException if a schema or role has the new name
   */
  public void adopt(SqlIdentifier from, SqlIdentifier to) {
    renameBoth("", from, to);
  }

  private void renameBoth(String before, SqlIdentifier from, SqlIdentifier to) {
    try {
      jdbc.execute(
          "%3$s ALTER ROLE %1$s RENAME TO %2$s; ALTER SCHEMA %1$s RENAME TO %2$s"
              .formatted(from.quoted(), to.quoted(), before));
    } catch (DataAccessException e) {
      if (e.getRootCause() instanceof SQLException cause
          && TenantSchemaBuilder.TAKEN.contains(String.valueOf(cause.getSQLState()))) {
        throw new SchemaAlreadyExistsException(to, String.valueOf(cause.getMessage()), e);
      }
      throw e;
    }
  }
}
