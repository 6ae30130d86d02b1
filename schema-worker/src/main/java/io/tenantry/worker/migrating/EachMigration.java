package io.tenantry.worker.migrating;

import io.tenantry.events.TenantMigrated;
import io.tenantry.messaging.outbox.Outbox;
import io.tenantry.migrations.BuildLimits;
import io.tenantry.migrations.ReplayLoop;
import io.tenantry.migrations.ReplayLoop.Around;
import io.tenantry.migrations.upgrade.MigrationPlan;
import io.tenantry.migrations.upgrade.SchemaState;
import io.tenantry.migrations.upgrade.TenantSchemaMigrator;
import io.tenantry.worker.migrating.Claim.Claimed;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Migrates tenants with one plan in one round trip. Each is a transaction of its own all the same:
 * scripts, history, version, outcome and event. Where one can't be migrated it is left to the way
 * that knows what to say of it, and the others go on.
 */
@Component
class EachMigration {

  private static final Logger log = LoggerFactory.getLogger(EachMigration.class);

  /** Stands for the tenant that the server puts in. */
  private static final UUID ANYBODY = new UUID(0, 0);

  private final TenantSchemaMigrator migrator;
  private final TenantMigration one;
  private final Ledger ledger;
  private final Outbox outbox;
  private final MigrationMeters meters;
  private final BuildLimits limits;

  EachMigration(
      TenantSchemaMigrator migrator,
      TenantMigration one,
      Ledger ledger,
      Outbox outbox,
      MigrationMeters meters,
      MigratingProperties settings) {
    this.migrator = migrator;
    this.one = one;
    this.ledger = ledger;
    this.outbox = outbox;
    this.meters = meters;
    this.limits = new BuildLimits(settings.lockTimeout(), settings.statementTimeout());
  }

  /** Whether it can. */
  boolean isFor(MigrationPlan plan) {
    return migrator.canMigrateEach(plan);
  }

  /**
   * A failure is recorded, not thrown.
   *
   * @return false if the run is not to go on, or the claim is lost
   */
  boolean run(Claim claim, MigrationPlan plan, List<Claimed> tenants) {
    List<Claimed> left = tenants;
    while (!left.isEmpty()) {
      long start = System.nanoTime();
      attempt(claim, plan, left);
      List<Claimed> undone = ledger.undone(claim, left);
      meters.record("migrated", start, left.size() - undone.size());
      if (undone.isEmpty()) {
        return true;
      }
      Claimed next = undone.getFirst();
      if (!one.run(claim, next, new SchemaState.Behind(plan.on(next.schema())))) {
        return false;
      }
      left = undone.subList(1, undone.size());
    }
    return true;
  }

  private void attempt(Claim claim, MigrationPlan plan, List<Claimed> tenants) {
    try {
      migrator.migrateEach(
          plan,
          tenants.stream().map(Claimed::schema).toList(),
          around(claim, plan, tenants),
          limits);
    } catch (RuntimeException e) {
      log.debug("One of {} tenants has to be looked at by itself", tenants.size(), e);
    }
  }

  private Around around(Claim claim, MigrationPlan plan, List<Claimed> tenants) {
    Claimed any = tenants.getFirst();
    var event =
        new TenantMigrated(
            ANYBODY, 0, any.type(), any.fromVersion(), plan.to().version(), claim.run());
    String ids =
        tenants.stream()
            .map(tenant -> "'" + tenant.tenant() + "'")
            .collect(Collectors.joining(", ", "ARRAY[", "]::uuid[]"));
    String declarations =
        """
        migrating_tenants uuid[] := %s;
        migrating_tenant uuid;
        migrating_sequence bigint;
        """
            .formatted(ids);
    String before =
        "migrating_tenant := migrating_tenants[%s];\n".formatted(ReplayLoop.INDEX)
            + Ledger.turn(claim, "migrating_tenant");
    String after =
        Ledger.migrated(claim, plan.to(), "migrating_tenant", "migrating_sequence")
            + outbox.quietly(event, "migrating_tenant", "migrating_sequence");
    return new Around(declarations, before, after);
  }
}
