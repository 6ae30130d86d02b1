package io.tenantry.worker.deletion;

import io.tenantry.messaging.Backoff;
import io.tenantry.migrations.dropping.TenantSchemaDropper;
import io.tenantry.registry.Drops;
import io.tenantry.registry.Drops.Drop;
import io.tenantry.registry.TenantId;
import io.tenantry.worker.WorkerActor;
import io.tenantry.worker.WorkerProperties;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Drops a tenant whose grace period is over: the application is shut out, the schema is emptied in
 * small transactions, and the last one takes schema and role away and writes down that the tenant
 * is DELETED. Cut off anywhere, the next order goes on.
 */
@Component
public class TenantDrop {

  private static final Logger log = LoggerFactory.getLogger(TenantDrop.class);

  private final Drops drops;
  private final TenantSchemaDropper schemas;
  private final TransactionOperations transactions;
  private final Duration lease;
  private final Backoff backoff;

  TenantDrop(
      Drops drops,
      TenantSchemaDropper schemas,
      TransactionOperations transactions,
      WorkerProperties worker) {
    this.drops = drops;
    this.schemas = schemas;
    this.transactions = transactions;
    this.lease = worker.maintenance().lease();
    this.backoff = new Backoff(worker.maintenance().firstRetry(), worker.maintenance().lastRetry());
  }

  /** Drops the tenant if that is due. A failure is recorded, not thrown. */
  public void drop(TenantId tenant) {
    Optional<Drop> begun = drops.begin(tenant, lease);
    if (begun.isEmpty()) {
      return;
    }
    Drop drop = begun.get();
    try (var _ = MDC.putCloseable("tenant", drop.role().value())) {
      drop(drop);
    }
  }

  private void drop(Drop drop) {
    try {
      if (drop.built()) {
        schemas.shutOut(drop.role());
        int batches = schemas.empty(drop.role());
        log.info("Emptied the schema of tenant {} in {} transactions", drop.tenant(), batches);
      }
      transactions.executeWithoutResult(status -> end(drop));
    } catch (RuntimeException e) {
      Duration pause = backoff.after(drop.failures() + 1);
      log.warn("The drop of tenant {} goes on in {}", drop.tenant(), pause, e);
      drops.failed(drop, String.valueOf(e.getMessage()), pause);
    }
  }

  private void end(Drop drop) {
    if (drops.lock(drop)) {
      if (drop.built()) {
        schemas.remove(drop.role());
      }
      drops.end(drop, WorkerActor.WORKER);
      log.info("Tenant {} is deleted", drop.tenant());
    }
  }
}
