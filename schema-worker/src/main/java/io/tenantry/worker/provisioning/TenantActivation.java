package io.tenantry.worker.provisioning;

import io.tenantry.messaging.inbox.Inbox;
import io.tenantry.registry.SchemaVersion;
import io.tenantry.registry.Tenant;
import io.tenantry.registry.TenantLifecycle;
import io.tenantry.registry.TenantStatus;
import io.tenantry.registry.Tenants;
import io.tenantry.worker.WorkerActor;
import io.tenantry.worker.provisioning.Attempts.Attempt;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The end of every build by scripts: a PENDING tenant whose schema is complete becomes ACTIVE. */
@Component
class TenantActivation {

  private static final String CONSUMER = "provisioning";

  private final Tenants tenants;
  private final TenantLifecycle lifecycle;
  private final Attempts attempts;
  private final Inbox inbox;
  private final SignUpTimer timer;

  TenantActivation(
      Tenants tenants,
      TenantLifecycle lifecycle,
      Attempts attempts,
      Inbox inbox,
      SignUpTimer timer) {
    this.tenants = tenants;
    this.lifecycle = lifecycle;
    this.attempts = attempts;
    this.inbox = inbox;
    this.timer = timer;
  }

  /** The tenant's row, locked, if it still waits to be built. */
  @Transactional(propagation = Propagation.MANDATORY)
  public Optional<Tenant> pending(Attempt attempt) {
    return tenants.lock(attempt.tenant()).filter(found -> found.status() == TenantStatus.PENDING);
  }

  /**
   * Completes the schema and flips the status, within the caller's transaction; says whether it
   * did.
   *
   * @param completion makes what is missing, and says the version
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public boolean complete(
      Attempt attempt, UUID messageId, String path, Function<Tenant, SchemaVersion> completion) {
    Optional<Tenant> pending = pending(attempt);
    if (pending.isEmpty()) {
      attempts.superseded(attempt);
      return false;
    }
    Tenant tenant = pending.get();
    SchemaVersion version = completion.apply(tenant);
    lifecycle.activate(
        tenant,
        version,
        WorkerActor.WORKER,
        attempts.success(attempt),
        inbox.done(CONSUMER, messageId));
    timer.stop(tenant, path);
    return true;
  }
}
