package io.tenantry.worker.provisioning;

import io.tenantry.migrations.FlywayRun;
import io.tenantry.migrations.ScriptSet;
import io.tenantry.migrations.TenantSchemaBuilder;
import io.tenantry.migrations.TenantScripts;
import io.tenantry.migrations.dropping.TenantSchemaDropper;
import io.tenantry.registry.SchemaVersion;
import io.tenantry.registry.Tenant;
import io.tenantry.worker.WorkerProperties;
import io.tenantry.worker.provisioning.Attempts.Attempt;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Builds a tenant by Flyway, because a script of its type can't be replayed. Not one transaction: a
 * try that ends in the middle leaves a schema that nobody is served from, and the next one begins
 * with its removal.
 */
class FlywayBuild {

  static final String PATH = "flyway";

  private final FlywayRun flyway;
  private final TenantScripts scripts;
  private final WorkerProperties worker;
  private final BuildProgress progress;
  private final TenantSchemaBuilder schemas;
  private final TenantSchemaDropper dropper;
  private final TenantActivation activation;
  private final Attempts attempts;
  private final TransactionOperations transactions;

  FlywayBuild(
      FlywayRun flyway,
      TenantScripts scripts,
      WorkerProperties worker,
      BuildProgress progress,
      TenantSchemaBuilder schemas,
      TenantSchemaDropper dropper,
      TenantActivation activation,
      Attempts attempts,
      TransactionOperations transactions) {
    this.flyway = flyway;
    this.scripts = scripts;
    this.worker = worker;
    this.progress = progress;
    this.schemas = schemas;
    this.dropper = dropper;
    this.activation = activation;
    this.attempts = attempts;
    this.transactions = transactions;
  }

  /** Whether it builds tenants of that type. */
  boolean isFor(String type) {
    return worker.types().contains(type) && !scripts.of(type).replayable();
  }

  boolean run(Attempt attempt, UUID messageId) {
    Optional<Tenant> pending = transactions.execute(status -> activation.pending(attempt));
    if (pending.isEmpty()) {
      attempts.superseded(attempt);
      return false;
    }
    Tenant tenant = pending.get();
    if (progress.hasBegun(tenant.id())) {
      removeRest(tenant);
    }
    begin(attempt, tenant);
    flyway.migrate(tenant.role(), tenant.type());
    return Boolean.TRUE.equals(
        transactions.execute(
            status ->
                activation.complete(attempt, messageId, PATH, locked -> complete(tenant, locked))));
  }

  /** Fails if another worker has the schema at this moment: its try is not over. */
  private void removeRest(Tenant tenant) {
    dropper.empty(tenant.role());
    transactions.executeWithoutResult(
        status -> {
          dropper.remove(tenant.role());
          progress.ended(tenant.id());
        });
  }

  private void begin(Attempt attempt, Tenant tenant) {
    ScriptSet set = scripts.of(tenant.type());
    transactions.executeWithoutResult(
        status -> {
          schemas.begin(tenant.role(), tenant.type());
          progress.begun(tenant.id(), set.version());
        });
    Duration each = worker.provisioning().statementTimeout();
    Duration longest = each.multipliedBy(set.migrations().size());
    Duration lease = worker.provisioning().lease();
    attempts.nextIn(attempt.tenant(), longest.compareTo(lease) > 0 ? longest : lease);
  }

  private SchemaVersion complete(Tenant begun, Tenant locked) {
    if (!progress.ended(locked.id()) || !locked.role().equals(begun.role())) {
      throw new IllegalStateException("another attempt has begun meanwhile");
    }
    return schemas.end(locked.role(), locked.type());
  }
}
