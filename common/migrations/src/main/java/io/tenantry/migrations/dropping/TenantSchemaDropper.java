package io.tenantry.migrations.dropping;

import io.tenantry.migrations.SchemaLock;
import io.tenantry.registry.SqlIdentifier;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Drops a tenant's schema and role in three steps: {@link #shutOut}, {@link #empty} and {@link
 * #remove}. {@code DROP SCHEMA … CASCADE} locks everything in it at once, and a server's table of
 * locks is of fixed size; so the schema is emptied before, in transactions that each take a bounded
 * number. Every step may be repeated and goes on where an earlier one ended.
 */
public final class TenantSchemaDropper {

  /** PostgreSQL's out of memory, here of the shared table of locks. */
  private static final String OUT_OF_MEMORY = "53200";

  private final JdbcTemplate jdbc;
  private final TransactionTemplate transaction;
  private final SqlIdentifier appLogin;
  private final DropLimits limits;

  /**
   * @param dataSource connects as the worker's login
   * @param appLogin the application's login, a member of every tenant's role
   */
  public TenantSchemaDropper(DataSource dataSource, SqlIdentifier appLogin, DropLimits limits) {
    this.jdbc = new JdbcTemplate(dataSource);
    this.transaction = new TransactionTemplate(new JdbcTransactionManager(dataSource));
    this.transaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    this.appLogin = appLogin;
    this.limits = limits;
  }

  /** Lets the application no longer become the tenant; what it has begun it may still end. */
  public void shutOut(SqlIdentifier schema) {
    if (roleExists(schema)) {
      jdbc.execute("REVOKE %s FROM %s".formatted(schema.quoted(), appLogin.quoted()));
    }
  }

  /**
   * Drops what is in the schema, in transactions of its own.
   *
   * @return how many transactions it took
   * @throws SchemaInUseException if objects of other schemas depend on it; nothing is dropped then
   * @throws io.tenantry.migrations.SchemaBusyException if somebody copies it at the moment
   * @throws DataAccessException if a lock was not to be had in time; what is gone is gone
   */
  public int empty(SqlIdentifier schema) {
    refuseIfUsed(schema);
    int transactions = 0;
    for (DropPhase phase : DropPhase.values()) {
      for (List<Drop> batch : batches(plan(schema, phase))) {
        transactions += drop(schema, batch);
      }
    }
    return transactions;
  }

  /**
   * Drops the emptied schema and the role, within the caller's transaction, so that it can record
   * the end of the tenant together with it.
   *
   * @throws SchemaInUseException if objects of other schemas depend on it
   * @throws io.tenantry.migrations.SchemaBusyException if somebody copies it at the moment
   */
  public void remove(SqlIdentifier schema) {
    SchemaLock.exclusive(jdbc, schema);
    limit(limits.lockTimeout());
    refuseIfUsed(schema);
    jdbc.execute("DROP SCHEMA IF EXISTS %s CASCADE".formatted(schema.quoted()));
    if (roleExists(schema)) {
      dropRights(schema);
      jdbc.execute("DROP ROLE " + schema.quoted());
    }
  }

  private void refuseIfUsed(SqlIdentifier schema) {
    List<String> users = Outsiders.of(jdbc, schema);
    if (!users.isEmpty()) {
      throw new SchemaInUseException(schema, users);
    }
  }

  /** Rights outside the schema, which only a member of the role may take from it. */
  private void dropRights(SqlIdentifier role) {
    boolean any =
        Boolean.TRUE.equals(
            jdbc.queryForObject(
                """
                SELECT EXISTS (SELECT FROM pg_shdepend
                  WHERE refclassid = 'pg_authid'::regclass
                    AND refobjid = (SELECT oid FROM pg_roles WHERE rolname = ?))
                """,
                Boolean.class,
                role.value()));
    if (any) {
      jdbc.execute(
          "GRANT %1$s TO CURRENT_USER; DROP OWNED BY %1$s RESTRICT".formatted(role.quoted()));
    }
  }

  private List<Drop> plan(SqlIdentifier schema, DropPhase phase) {
    return transaction.execute(
        status -> {
          // So that names come with their schema.
          jdbc.execute("SET LOCAL search_path TO pg_catalog");
          return jdbc.query(
              phase.sql(),
              (row, number) -> new Drop(row.getString(1), row.getInt(2), row.getBoolean(3)),
              schema.value());
        });
  }

  private List<List<Drop>> batches(List<Drop> drops) {
    List<List<Drop>> batches = new ArrayList<>();
    List<Drop> batch = new ArrayList<>();
    int locks = 0;
    for (Drop drop : drops) {
      if (!batch.isEmpty() && (drop.shared() || locks + drop.locks() > limits.locks())) {
        batches.add(batch);
        batch = new ArrayList<>();
        locks = 0;
      }
      batch.add(drop);
      locks += drop.locks();
    }
    if (!batch.isEmpty()) {
      batches.add(batch);
    }
    return batches;
  }

  /** Halves the batch where others leave fewer locks than there should be. */
  private int drop(SqlIdentifier schema, List<Drop> batch) {
    try {
      transaction.executeWithoutResult(status -> dropAll(schema, batch));
      return 1;
    } catch (DataAccessException e) {
      if (batch.size() == 1 || !isOutOfLocks(e)) {
        throw e;
      }
      int half = batch.size() / 2;
      return drop(schema, batch.subList(0, half)) + drop(schema, batch.subList(half, batch.size()));
    }
  }

  private void dropAll(SqlIdentifier schema, List<Drop> batch) {
    SchemaLock.exclusive(jdbc, schema);
    limit(batch.getLast().shared() ? limits.sharedLockTimeout() : limits.lockTimeout());
    jdbc.execute(String.join(";\n", batch.stream().map(Drop::sql).toList()));
  }

  private void limit(Duration lockTimeout) {
    jdbc.query(
        "SELECT set_config('lock_timeout', ?, true), set_config('statement_timeout', ?, true)",
        row -> {},
        String.valueOf(lockTimeout.toMillis()),
        String.valueOf(limits.statementTimeout().toMillis()));
  }

  private boolean roleExists(SqlIdentifier role) {
    return Boolean.TRUE.equals(
        jdbc.queryForObject(
            "SELECT EXISTS (SELECT FROM pg_roles WHERE rolname = ?)", Boolean.class, role.value()));
  }

  private static boolean isOutOfLocks(DataAccessException e) {
    return e.getRootCause() instanceof SQLException cause
        && OUT_OF_MEMORY.equals(cause.getSQLState());
  }
}
