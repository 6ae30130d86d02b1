package io.tenantry.worker.spares;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.tenantry.migrations.SchemaAlreadyExistsException;
import io.tenantry.migrations.TenantSchemaRenamer;
import io.tenantry.migrations.TenantScripts;
import io.tenantry.registry.Tenant;
import io.tenantry.registry.TenantId;
import io.tenantry.registry.TenantLifecycle;
import io.tenantry.worker.WorkerActor;
import io.tenantry.worker.WorkerProperties;
import io.tenantry.worker.provisioning.SignUpTimer;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
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
  private final EmptyShelves shelves;
  private final TenantSchemaRenamer renamer;
  private final TenantLifecycle lifecycle;
  private final TransactionOperations transactions;
  private final SignUpTimer signUps;
  private final Timer builds;
  private final String worker;
  private final Map<String, String> fingerprints;

  SpareClaim(
      Spares spares,
      EmptyShelves shelves,
      TenantScripts scripts,
      TenantSchemaRenamer renamer,
      TenantLifecycle lifecycle,
      TransactionOperations transactions,
      SignUpTimer signUps,
      WorkerProperties worker,
      MeterRegistry meters) {
    this.spares = spares;
    this.shelves = shelves;
    this.renamer = renamer;
    this.lifecycle = lifecycle;
    this.transactions = transactions;
    this.signUps = signUps;
    this.worker = worker.name();
    this.fingerprints =
        worker.types().stream()
            .collect(
                Collectors.toMap(type -> type, type -> scripts.of(type).version().fingerprint()));
    this.builds =
        Timer.builder("tenantry.provisioning.build")
            .description("The transaction that builds a tenant")
            .tag("path", PATH)
            .tag("outcome", "provisioned")
            .publishPercentileHistogram()
            .register(meters);
  }

  /** Whether it is worth to {@link #claim}: if not, there was none of the type a moment ago. */
  public boolean mayHave(String type) {
    return shelves.mayHave(type);
  }

  /** Whether the tenant has a spare now and is active. If not, nothing has changed. */
  public boolean claim(TenantId id, UUID messageId) {
    long asked = shelves.now();
    long start = System.nanoTime();
    Claim claim;
    try {
      claim = transactions.execute(status -> claim(id, messageId, status));
    } catch (SchemaAlreadyExistsException e) {
      log.debug("The name of tenant {} is taken", id);
      return false;
    } catch (RuntimeException e) {
      log.warn("Tenant {} got no spare: {}", id, e.getMessage());
      return false;
    }
    return switch (claim) {
      case Claim.Given given -> {
        builds.record(System.nanoTime() - start, TimeUnit.NANOSECONDS);
        noteGiven(given.tenant());
        yield true;
      }
      case Claim.OutOfStock none -> {
        shelves.sawNone(none.type(), asked);
        yield false;
      }
      case Claim.NotWanted() -> false;
    };
  }

  private Claim claim(TenantId id, UUID messageId, TransactionStatus status) {
    Claim claim = spares.claim(id, fingerprints, messageId, CONSUMER, worker);
    if (claim instanceof Claim.Given given) {
      renamer.adopt(given.spare(), given.tenant().role());
      lifecycle.activate(given.tenant(), given.version(), WorkerActor.WORKER);
    } else {
      status.setRollbackOnly();
    }
    return claim;
  }

  private void noteGiven(Tenant tenant) {
    signUps.stop(tenant, PATH);
    try (var _ = MDC.putCloseable("tenant", tenant.schemaName().value())) {
      log.info("Has a spare now");
    }
  }
}
