package io.tenantry.worker.migrating;

import io.tenantry.messaging.Backoff;
import io.tenantry.migrations.BuildLimits;
import io.tenantry.migrations.SchemaBusyException;
import io.tenantry.migrations.TenantScriptException;
import io.tenantry.migrations.upgrade.MigrationPlan;
import io.tenantry.migrations.upgrade.SchemaState;
import io.tenantry.migrations.upgrade.StalePlanException;
import io.tenantry.migrations.upgrade.TenantSchemaMigrator;
import io.tenantry.registry.SchemaVersion;
import io.tenantry.worker.migrating.Claim.Claimed;
import io.tenantry.worker.migrating.Ledger.Turn;
import java.time.Duration;
import java.util.List;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Migrates one tenant: its scripts, what the registry and the run know of it, and the event, in one
 * transaction. So whatever dies, no script runs twice and none is left half done.
 */
@Component
class TenantMigration {

  private static final Logger log = LoggerFactory.getLogger(TenantMigration.class);

  private final TenantSchemaMigrator migrator;
  private final FlywayMigration flyway;
  private final Ledger ledger;
  private final Settlement settlement;
  private final TransactionOperations transactions;
  private final MigrationMeters meters;
  private final MigratingProperties settings;
  private final BuildLimits limits;
  private final Backoff backoff;

  TenantMigration(
      TenantSchemaMigrator migrator,
      FlywayMigration flyway,
      Ledger ledger,
      Settlement settlement,
      TransactionOperations transactions,
      MigrationMeters meters,
      MigratingProperties settings) {
    this.migrator = migrator;
    this.flyway = flyway;
    this.ledger = ledger;
    this.settlement = settlement;
    this.transactions = transactions;
    this.meters = meters;
    this.settings = settings;
    this.limits = new BuildLimits(settings.lockTimeout(), settings.statementTimeout());
    this.backoff = new Backoff(settings.firstRetry(), settings.lastRetry());
  }

  /**
   * Does what the state asks for. A failure is recorded, not thrown.
   *
   * @return false if the run is not to go on, or the claim is lost
   */
  boolean run(Claim claim, Claimed claimed, SchemaState state) {
    long start = System.nanoTime();
    try (var _ = MDC.putCloseable("tenant", claimed.schema().value())) {
      if (claimed.attempts() > settings.maxAttempts()) {
        return refuse(
            claim, claimed, "attempts-exhausted: the last ones ended with no result", start);
      }
      return carryOut(claim, claimed, state, start);
    } catch (RuntimeException e) {
      record(claim, claimed, e, start);
      return true;
    }
  }

  private boolean carryOut(Claim claim, Claimed claimed, SchemaState state, long start) {
    return switch (state) {
      case SchemaState.Behind(MigrationPlan plan) -> migrate(claim, claimed, plan, start);
      case SchemaState.Current(SchemaVersion version) ->
          inTurn(claim, claimed, () -> ledger.wasCurrent(claim, claimed, version));
      case SchemaState.Refused(String reason) -> refuse(claim, claimed, reason, start);
    };
  }

  /** What was presumed of the history may turn out not to be so; then it is read. */
  private boolean migrate(Claim claim, Claimed claimed, MigrationPlan plan, long start) {
    try {
      return migrateBy(plan, claim, claimed, start);
    } catch (StalePlanException e) {
      SchemaState state =
          migrator.states(claimed.type(), List.of(claimed.schema())).get(claimed.schema());
      return state instanceof SchemaState.Behind(MigrationPlan read)
          ? migrateBy(read, claim, claimed, start)
          : carryOut(claim, claimed, state, start);
    }
  }

  private boolean migrateBy(MigrationPlan plan, Claim claim, Claimed claimed, long start) {
    boolean goOn =
        inTurn(
            claim,
            claimed,
            () -> {
              SchemaVersion version =
                  plan.replayable() ? migrator.migrate(plan, limits) : flyway.run(plan);
              ledger.migrated(claim, claimed, version, since(start));
            });
    meters.record("migrated", start);
    return goOn;
  }

  private boolean inTurn(Claim claim, Claimed claimed, Runnable work) {
    Turn turn =
        transactions.execute(
            status -> {
              Turn found = ledger.begin(claim, claimed);
              if (found == Turn.YES) {
                work.run();
              }
              return found;
            });
    if (turn == Turn.GONE) {
      ledger.skipped(claim, claimed, "the tenant is being deleted");
    }
    return turn != Turn.NO;
  }

  private void record(Claim claim, Claimed claimed, RuntimeException error, long start) {
    String message = String.valueOf(error.getMessage());
    BiConsumer<String, Duration> write =
        error instanceof SchemaBusyException
            ? (text, pause) -> ledger.busy(claim, claimed, text, pause)
            : (text, pause) -> ledger.later(claim, claimed, text, pause);
    int tries = error instanceof SchemaBusyException ? claimed.refusals() + 1 : claimed.attempts();
    int most =
        error instanceof SchemaBusyException ? settings.maxRefusals() : settings.maxAttempts();
    if (!mayHelp(error) || tries >= most) {
      log.warn("Not migrated: {}", message);
      meters.record("failed", start);
      ledger.failed(claim, claimed, message);
      settle(claim);
    } else {
      log.info("To be migrated later: {}", message);
      meters.record(error instanceof SchemaBusyException ? "busy" : "again", start);
      write.accept(message, backoff.after(tries));
    }
  }

  private boolean refuse(Claim claim, Claimed claimed, String reason, long start) {
    boolean goOn =
        inTurn(
            claim,
            claimed,
            () -> {
              meters.record("failed", start);
              ledger.failed(claim, claimed, reason);
            });
    settle(claim);
    return goOn;
  }

  /** One failure too many pauses the run now, not after the batch, when it is looked at again. */
  private void settle(Claim claim) {
    try {
      settlement.settle(claim.run());
    } catch (RuntimeException e) {
      log.debug("Run {} is looked at after the batch", claim.run(), e);
    }
  }

  /** Whether trying again may: a script that the database refuses is refused the next time, too. */
  private static boolean mayHelp(RuntimeException error) {
    return switch (error) {
      case TenantScriptException refused -> Transient.is(refused.sqlState());
      default -> true;
    };
  }

  private static Duration since(long start) {
    return Duration.ofNanos(System.nanoTime() - start);
  }
}
