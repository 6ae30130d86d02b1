package io.tenantry.worker.spares;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.tenantry.messaging.inbox.Inbox;
import io.tenantry.migrations.SchemaAlreadyExistsException;
import io.tenantry.migrations.TenantSchemaRenamer;
import io.tenantry.migrations.TenantScripts;
import io.tenantry.registry.Tenant;
import io.tenantry.registry.TenantId;
import io.tenantry.registry.TenantLifecycle;
import io.tenantry.registry.TenantStatus;
import io.tenantry.registry.Tenants;
import io.tenantry.worker.WorkerActor;
import io.tenantry.worker.WorkerProperties;
import io.tenantry.worker.provisioning.Attempts;
import io.tenantry.worker.provisioning.SignUpTimer;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Gives a spare to a PENDING tenant: row, name of schema and role, status, event and the record of
 * the attempt are one short transaction. Whatever keeps it from that is left to the direct build,
 * which knows how to fail.
 */
@Component
public class SpareClaim {

  private static final Logger log = LoggerFactory.getLogger(SpareClaim.class);

  /** The same as that of a direct build: an order is worked off once, in whichever way. */
  private static final String CONSUMER = "provisioning";

  private static final String PATH = "spare";

  private final Spares spares;
  private final Tenants tenants;
  private final TenantScripts scripts;
  private final TenantSchemaRenamer renamer;
  private final TenantLifecycle lifecycle;
  private final Attempts attempts;
  private final Inbox inbox;
  private final TransactionOperations transactions;
  private final SignUpTimer signUps;
  private final Timer builds;
  private final String worker;

  SpareClaim(
      Spares spares,
      Tenants tenants,
      TenantScripts scripts,
      TenantSchemaRenamer renamer,
      TenantLifecycle lifecycle,
      Attempts attempts,
      Inbox inbox,
      TransactionOperations transactions,
      SignUpTimer signUps,
      WorkerProperties worker,
      MeterRegistry meters) {
    this.spares = spares;
    this.tenants = tenants;
    this.scripts = scripts;
    this.renamer = renamer;
    this.lifecycle = lifecycle;
    this.attempts = attempts;
    this.inbox = inbox;
    this.transactions = transactions;
    this.signUps = signUps;
    this.worker = worker.name();
    this.builds =
        Timer.builder("tenantry.provisioning.build")
            .description("The transaction that builds a tenant")
            .tag("path", PATH)
            .tag("outcome", "provisioned")
            .publishPercentileHistogram()
            .register(meters);
  }

  /** Whether the tenant has a spare now and is active. If not, nothing has changed. */
  public boolean claim(TenantId id, UUID messageId) {
    long start = System.nanoTime();
    Tenant tenant;
    try {
      tenant = transactions.execute(status -> claim(id, messageId, status));
    } catch (SchemaAlreadyExistsException e) {
      log.debug("The name of tenant {} is taken", id);
      return false;
    } catch (RuntimeException e) {
      log.warn("Tenant {} got no spare: {}", id, e.getMessage());
      return false;
    }
    if (tenant == null) {
      return false;
    }
    builds.record(System.nanoTime() - start, TimeUnit.NANOSECONDS);
    signUps.stop(tenant, PATH);
    try (var _ = MDC.putCloseable("tenant", tenant.schemaName().value())) {
      log.info("Has a spare now");
    }
    return true;
  }

  private @Nullable Tenant claim(TenantId id, UUID messageId, TransactionStatus status) {
    Optional<Tenant> pending =
        tenants
            .lock(id)
            .filter(found -> found.status() == TenantStatus.PENDING && found.cloneOf() == null);
    if (pending.isEmpty()) {
      return null;
    }
    Tenant tenant = pending.get();
    String fingerprint = scripts.of(tenant.type()).version().fingerprint();
    Optional<Spare> spare = spares.take(tenant.type(), fingerprint);
    if (spare.isEmpty() || !inbox.accept(CONSUMER, messageId)) {
      status.setRollbackOnly();
      return null;
    }
    renamer.adopt(spare.get().role(), tenant.role());
    lifecycle.activate(id, spare.get().version(), WorkerActor.WORKER);
    attempts.succeededAtOnce(id, worker);
    return tenant;
  }
}
