package io.tenantry.worker.reconcile;

import io.tenantry.registry.Actor;
import io.tenantry.registry.Audit;
import io.tenantry.registry.Tenants;
import io.tenantry.worker.WorkerProperties;
import io.tenantry.worker.reconcile.RepairOutcome.Result;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Carries out one repair: under the locks of the finding's and the tenant's row it looks once more
 * whether the finding is still true, and changes nothing if it is not. A failure is recorded, not
 * thrown; whoever asked may ask again.
 */
@Component
class Repairer {

  private static final Logger log = LoggerFactory.getLogger(Repairer.class);

  private final RepairOrders orders;
  private final Checks checks;
  private final Repairs repairs;
  private final Tenants tenants;
  private final Audit audit;
  private final JdbcClient jdbc;
  private final WorkerProperties.Provisioning limits;
  private final TransactionTemplate transaction;
  private final TransactionTemplate savepoint;

  Repairer(
      RepairOrders orders,
      Checks checks,
      Repairs repairs,
      Tenants tenants,
      Audit audit,
      JdbcClient jdbc,
      WorkerProperties worker,
      PlatformTransactionManager manager) {
    this.orders = orders;
    this.checks = checks;
    this.repairs = repairs;
    this.tenants = tenants;
    this.audit = audit;
    this.jdbc = jdbc;
    this.limits = worker.provisioning();
    this.transaction = new TransactionTemplate(manager);
    this.savepoint = new TransactionTemplate(manager);
    this.savepoint.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
  }

  /** Does the repair that has waited longest; says whether there was one. */
  boolean repairOne() {
    return transaction.execute(
        status -> {
          Optional<RepairOrder> order = orders.next();
          order.ifPresent(this::carryOut);
          return order.isPresent();
        });
  }

  private void carryOut(RepairOrder order) {
    RepairOutcome outcome;
    try {
      outcome = savepoint.execute(status -> repair(order));
    } catch (RuntimeException e) {
      log.warn("Repair of finding {} failed", order.finding(), e);
      outcome =
          RepairOutcome.failed(
              String.valueOf(NestedExceptionUtils.getMostSpecificCause(e).getMessage()));
    }
    boolean resolved = outcome.result() == Result.REPAIRED || outcome.result() == Result.NOT_NEEDED;
    orders.end(order, outcome, resolved);
    audit.record(
        new Actor(order.requestedBy(), null),
        "finding.repair",
        order.tenant(),
        "%s %s: %s, %s"
            .formatted(
                order.kind().text(), order.subject(), outcome.result().text(), outcome.detail()));
    log.info(
        "Repair of finding {}, {} {}: {}",
        order.finding(),
        order.kind().text(),
        order.subject(),
        outcome);
  }

  private RepairOutcome repair(RepairOrder order) {
    limitWaiting();
    if (order.tenant() != null) {
      tenants.lock(order.tenant());
    }
    Check check = checks.of(order.kind());
    Optional<Sighting> still = check.again(order.subject());
    if (still.isEmpty()) {
      return RepairOutcome.notNeeded();
    }
    if (!still.get().repairable()) {
      return RepairOutcome.refused(still.get().detail());
    }
    RepairOutcome outcome = repairs.run(order);
    if (outcome.result() == Result.REPAIRED) {
      check
          .again(order.subject())
          .ifPresent(
              left -> {
                throw new IllegalStateException("It did not help: " + left.detail());
              });
    }
    return outcome;
  }

  private void limitWaiting() {
    jdbc.sql(
            """
            SELECT set_config('lock_timeout', :lock, true),
                   set_config('statement_timeout', :statement, true)
            """)
        .param("lock", Long.toString(limits.lockTimeout().toMillis()))
        .param("statement", Long.toString(limits.statementTimeout().toMillis()))
        .query()
        .singleRow();
  }
}
