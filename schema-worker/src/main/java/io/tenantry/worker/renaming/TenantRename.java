package io.tenantry.worker.renaming;

import io.tenantry.messaging.Backoff;
import io.tenantry.migrations.SchemaAlreadyExistsException;
import io.tenantry.migrations.TenantSchemaRenamer;
import io.tenantry.registry.DueRenames;
import io.tenantry.registry.DueRenames.Rename;
import io.tenantry.registry.TenantId;
import io.tenantry.worker.WorkerActor;
import io.tenantry.worker.WorkerProperties;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Renames a tenant's schema, role and default domain in one transaction with its row, so that
 * whoever reads the row finds the schema under the name that it says.
 */
@Component
public class TenantRename {

  private static final Logger log = LoggerFactory.getLogger(TenantRename.class);

  private final DueRenames renames;
  private final TenantSchemaRenamer schemas;
  private final TransactionOperations transactions;
  private final Backoff backoff;

  TenantRename(
      DueRenames renames,
      TenantSchemaRenamer schemas,
      TransactionOperations transactions,
      WorkerProperties worker) {
    this.renames = renames;
    this.schemas = schemas;
    this.transactions = transactions;
    this.backoff = new Backoff(worker.maintenance().firstRetry(), worker.maintenance().lastRetry());
  }

  /** Renames the tenant if that was ordered. A failure is recorded, not thrown. */
  public void rename(TenantId tenant) {
    var failures = new AtomicInteger();
    try {
      transactions.executeWithoutResult(
          status -> renames.lock(tenant).ifPresent(rename -> rename(rename, failures)));
    } catch (SchemaAlreadyExistsException | DuplicateKeyException e) {
      log.warn("Tenant {} keeps its name", tenant, e);
      renames.giveUp(tenant, String.valueOf(e.getMessage()), WorkerActor.WORKER);
    } catch (RuntimeException e) {
      Duration pause = backoff.after(failures.get() + 1);
      log.warn("The rename of tenant {} is tried again in {}", tenant, pause, e);
      renames.failed(tenant, String.valueOf(e.getMessage()), pause);
    }
  }

  private void rename(Rename rename, AtomicInteger failures) {
    failures.set(rename.failures());
    schemas.rename(rename.before().role(), rename.role());
    renames.end(rename, WorkerActor.WORKER);
    log.info("Tenant {} is {} now", rename.before().id(), rename.name());
  }
}
