package io.tenantry.migrations;

import io.tenantry.registry.SqlIdentifier;
import org.springframework.jdbc.core.JdbcOperations;

/**
 * Keeps a schema as it is while somebody copies it: who copies from it shares the lock, who copies
 * into it, migrates it, renames it or drops it has it alone. An advisory lock of the transaction,
 * so that neither the tables nor the tenant's row are blocked for as long as a copy takes; never
 * waited for.
 */
public final class SchemaLock {

  private static final String KEY = "hashtextextended('tenantry schema ' || ?, 0)";

  private SchemaLock() {}

  /**
   * Takes the lock alone until the transaction's end.
   *
   * @throws SchemaBusyException if somebody else has it; a later try may succeed
   */
  public static void exclusive(JdbcOperations jdbc, SqlIdentifier schema) {
    take(jdbc, "SELECT pg_try_advisory_xact_lock(" + KEY + ")", schema);
  }

  /**
   * Takes the lock together with others who only read, until the transaction's end.
   *
   * @throws SchemaBusyException if somebody has it alone; a later try may succeed
   */
  public static void shared(JdbcOperations jdbc, SqlIdentifier schema) {
    take(jdbc, "SELECT pg_try_advisory_xact_lock_shared(" + KEY + ")", schema);
  }

  /**
   * The condition that takes the lock alone, for use within a statement.
   *
   * @param schema the SQL that gives the schema's name
   */
  public static String tryExclusive(String schema) {
    return "pg_try_advisory_xact_lock(" + KEY.replace("?", schema) + ")";
  }

  /**
   * Takes the lock alone and keeps it until {@link #release}, over transactions.
   *
   * @throws SchemaBusyException if somebody else has it; a later try may succeed
   */
  public static void hold(JdbcOperations connection, SqlIdentifier schema) {
    take(connection, "SELECT pg_try_advisory_lock(" + KEY + ")", schema);
  }

  /** Gives back what {@link #hold} took, over the same connection. */
  public static void release(JdbcOperations connection, SqlIdentifier schema) {
    connection.queryForObject(
        "SELECT pg_advisory_unlock(" + KEY + ")", Boolean.class, schema.value());
  }

  /** Whether somebody has the lock, alone or together with others, at this moment. */
  public static boolean isHeld(JdbcOperations jdbc, SqlIdentifier schema) {
    return Boolean.TRUE.equals(
        jdbc.queryForObject("SELECT " + isHeld("?"), Boolean.class, schema.value()));
  }

  /**
   * The same as a condition within a query.
   *
   * @param schema the SQL that gives the schema's name
   */
  public static String isHeld(String schema) {
    return """
    EXISTS (SELECT FROM pg_locks
      WHERE locktype = 'advisory' AND objsubid = 1 AND granted
        AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
        AND (classid::bigint << 32) + objid::bigint =
            hashtextextended('tenantry schema ' || %s, 0))
    """
        .formatted(schema);
  }

  private static void take(JdbcOperations jdbc, String sql, SqlIdentifier schema) {
    if (!Boolean.TRUE.equals(jdbc.queryForObject(sql, Boolean.class, schema.value()))) {
      throw new SchemaBusyException(schema);
    }
  }
}
