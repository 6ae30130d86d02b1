package io.tenantry.worker.migrating;

import static java.util.stream.Collectors.groupingBy;

import io.tenantry.migrations.upgrade.SchemaState;
import io.tenantry.migrations.upgrade.TenantSchemaMigrator;
import io.tenantry.registry.SqlIdentifier;
import io.tenantry.registry.runs.RunSlots;
import io.tenantry.worker.migrating.Claim.Claimed;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** One worker's part in a run: batch after batch, while there are any. */
@Component
public class MigrationSlot {

  /** Brokers grow suspicious of a message that is worked on for half an hour. */
  private static final Duration LONGEST = Duration.ofMinutes(1);

  private final Claims claims;
  private final TenantSchemaMigrator migrator;
  private final TenantMigration migration;
  private final Settlement settlement;
  private final SharedTables shared;
  private final RunSlots slots;
  private final TransactionOperations transactions;

  MigrationSlot(
      Claims claims,
      TenantSchemaMigrator migrator,
      TenantMigration migration,
      Settlement settlement,
      SharedTables shared,
      RunSlots slots,
      TransactionOperations transactions) {
    this.claims = claims;
    this.migrator = migrator;
    this.migration = migration;
    this.settlement = settlement;
    this.shared = shared;
    this.slots = slots;
    this.transactions = transactions;
  }

  /** Takes part in the run as long as tenants wait and it has a place for one more. */
  public void work(UUID run) {
    long end = System.nanoTime() + LONGEST.toNanos();
    shared.migrateFor(run);
    while (batch(run) || settlement.settle(run)) {
      if (System.nanoTime() > end) {
        transactions.executeWithoutResult(status -> slots.one(run));
        return;
      }
    }
  }

  private boolean batch(UUID run) {
    Claim claim = claims.take(run);
    if (claim.isEmpty()) {
      return false;
    }
    try {
      Map<SqlIdentifier, SchemaState> states = states(claim.tenants());
      for (Claimed claimed : claim.tenants()) {
        if (!migration.run(claim, claimed, states.get(claimed.schema()))) {
          break;
        }
      }
    } finally {
      claims.release(claim);
    }
    settlement.settle(run);
    return true;
  }

  private Map<SqlIdentifier, SchemaState> states(List<Claimed> tenants) {
    Map<SqlIdentifier, SchemaState> states = new HashMap<>();
    tenants.stream()
        .collect(groupingBy(Claimed::type))
        .forEach(
            (type, some) ->
                states.putAll(migrator.states(type, some.stream().map(Claimed::schema).toList())));
    return states;
  }
}
