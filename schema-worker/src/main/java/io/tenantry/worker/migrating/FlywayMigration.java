package io.tenantry.worker.migrating;

import io.tenantry.migrations.FlywayRun;
import io.tenantry.migrations.SchemaHooks;
import io.tenantry.migrations.upgrade.MigrationPlan;
import io.tenantry.registry.SchemaVersion;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Migrates a tenant by Flyway, because a pending script can't be replayed: not in one transaction.
 */
class FlywayMigration {

  private final FlywayRun flyway;
  private final SchemaHooks hooks;
  private final JdbcTemplate jdbc;
  private final TransactionTemplate own;

  FlywayMigration(
      FlywayRun flyway,
      SchemaHooks hooks,
      JdbcTemplate jdbc,
      PlatformTransactionManager transactions) {
    this.flyway = flyway;
    this.jdbc = jdbc;
    this.hooks = hooks;
    this.own = new TransactionTemplate(transactions);
    this.own.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
  }

  /** Within the transaction that has the tenant's turn; what hooks do before is committed first. */
  SchemaVersion run(MigrationPlan plan) {
    own.executeWithoutResult(status -> hooks.beforeMigrate(plan));
    // Until the next statement the server keeps the snapshot of the last query, and CREATE INDEX
    // CONCURRENTLY waits for everybody who has one.
    jdbc.execute("SET LOCAL idle_in_transaction_session_timeout = 0");
    flyway.migrate(plan.schema(), plan.type());
    hooks.afterMigrate(plan);
    return plan.to();
  }
}
