package io.tenantry.worker.migrating;

import static java.util.stream.Collectors.groupingBy;

import io.tenantry.messaging.outbox.Outbox;
import io.tenantry.migrations.upgrade.MigrationPlan;
import io.tenantry.migrations.upgrade.SchemaState;
import io.tenantry.migrations.upgrade.TenantSchemaMigrator;
import io.tenantry.registry.SqlIdentifier;
import io.tenantry.registry.runs.RunSlots;
import io.tenantry.worker.migrating.Claim.Claimed;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** One worker's part in a run: batch after batch, while there are any. */
@Component
public class MigrationSlot {

  /** Brokers grow suspicious of a message that is worked on for half an hour. */
  private static final Duration LONGEST = Duration.ofMinutes(1);

  /** How long the events of tenants that are migrated may wait for each other. */
  private static final Duration EVENTS_TOGETHER = Duration.ofMillis(500);

  private final Claims claims;
  private final TenantSchemaMigrator migrator;
  private final TenantMigration migration;
  private final EachMigration each;
  private final Settlement settlement;
  private final SharedTables shared;
  private final RunSlots slots;
  private final Outbox outbox;
  private final TransactionOperations transactions;

  MigrationSlot(
      Claims claims,
      TenantSchemaMigrator migrator,
      TenantMigration migration,
      EachMigration each,
      Settlement settlement,
      SharedTables shared,
      RunSlots slots,
      Outbox outbox,
      TransactionOperations transactions) {
    this.claims = claims;
    this.migrator = migrator;
    this.migration = migration;
    this.each = each;
    this.settlement = settlement;
    this.shared = shared;
    this.slots = slots;
    this.outbox = outbox;
    this.transactions = transactions;
  }

  /** Takes part in the run as long as tenants wait and it has a place for one more. */
  public void work(UUID run) {
    long end = System.nanoTime() + LONGEST.toNanos();
    shared.migrateFor(run);
    long told = System.nanoTime();
    try {
      while (batch(run) || settlement.settle(run)) {
        long now = System.nanoTime();
        if (now > told + EVENTS_TOGETHER.toNanos()) {
          outbox.wake();
          told = now;
        }
        if (now > end) {
          transactions.executeWithoutResult(status -> slots.one(run));
          return;
        }
      }
    } finally {
      outbox.wake();
    }
  }

  private boolean batch(UUID run) {
    Claim claim = claims.take(run);
    if (claim.isEmpty()) {
      return false;
    }
    try {
      for (List<Claimed> alike : alike(claim.tenants())) {
        if (!migrate(claim, alike)) {
          break;
        }
      }
    } finally {
      claims.release(claim);
    }
    settlement.settle(run);
    return true;
  }

  private boolean migrate(Claim claim, List<Claimed> alike) {
    Map<SqlIdentifier, SchemaState> states =
        migrator.presume(alike.getFirst().type(), alike.stream().map(Claimed::schema).toList());
    if (alike.size() > 1
        && states.get(alike.getFirst().schema()) instanceof SchemaState.Behind(MigrationPlan plan)
        && each.isFor(plan)) {
      return each.run(claim, plan, alike);
    }
    for (Claimed claimed : alike) {
      if (!migration.run(claim, claimed, states.get(claimed.schema()))) {
        return false;
      }
    }
    return true;
  }

  /** What tenants with one history have in common, as far as the registry knows. */
  private record Kind(String type, @Nullable String fromVersion) {

    static Kind of(Claimed claimed) {
      return new Kind(claimed.type(), claimed.fromVersion());
    }
  }

  private static List<List<Claimed>> alike(List<Claimed> tenants) {
    return List.copyOf(tenants.stream().collect(groupingBy(Kind::of)).values());
  }
}
