package io.tenantry.worker.cloning;

import io.tenantry.messaging.inbox.Inbox;
import io.tenantry.migrations.cloning.CopyPlan;
import io.tenantry.migrations.cloning.TenantSchemaCloner;
import io.tenantry.migrations.dropping.TenantSchemaDropper;
import io.tenantry.registry.Clones;
import io.tenantry.registry.Clones.Clone;
import io.tenantry.registry.SchemaVersion;
import io.tenantry.registry.Tenant;
import io.tenantry.registry.TenantId;
import io.tenantry.registry.TenantLifecycle;
import io.tenantry.registry.TenantStatus;
import io.tenantry.worker.WorkerActor;
import io.tenantry.worker.provisioning.Attempts;
import io.tenantry.worker.provisioning.Attempts.Attempt;
import io.tenantry.worker.provisioning.BuildRefusedException;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

/** The transactions of which a clone consists. Each leaves something that the next try can use. */
@Component
class CloneSteps {

  private static final String CONSUMER = "cloning";
  private static final Set<TenantStatus> COPYABLE =
      EnumSet.of(TenantStatus.ACTIVE, TenantStatus.TRIAL, TenantStatus.SUSPENDED);

  private final Clones clones;
  private final TenantSchemaCloner cloner;
  private final TenantSchemaDropper dropper;
  private final TenantLifecycle lifecycle;
  private final Attempts attempts;
  private final Inbox inbox;

  CloneSteps(
      Clones clones,
      TenantSchemaCloner cloner,
      TenantSchemaDropper dropper,
      TenantLifecycle lifecycle,
      Attempts attempts,
      Inbox inbox) {
    this.clones = clones;
    this.cloner = cloner;
    this.dropper = dropper;
    this.lifecycle = lifecycle;
    this.attempts = attempts;
    this.inbox = inbox;
  }

  /**
   * Makes the structure of a clone that is to have its source's rows, unless it is there. The row
   * is locked while it is made, and not while the rows are copied.
   *
   * @return empty if the tenant is no PENDING clone
   */
  @Transactional
  public Optional<Clone> prepare(TenantId id) {
    Optional<Clone> locked = clones.lock(id);
    if (locked.isEmpty() || locked.get().copied()) {
      return locked;
    }
    Clone clone = locked.get();
    refuseIfGone(clone.source());
    if (clone.withData() && clone.prepared() == null) {
      clones.prepared(
          clone,
          cloner.prepare(clone.source().role(), clone.tenant().role(), clone.tenant().type()));
    }
    return clones.lock(id);
  }

  /** Copies the rows, as of one moment. */
  @Transactional(isolation = Isolation.REPEATABLE_READ)
  public void copy(Clone clone, CopyPlan plan) {
    cloner.copy(plan);
    clones.copied(clone);
  }

  /** Takes the structure away again, which does not fit its source any more. */
  @Transactional
  public void discard(Clone clone) {
    dropper.remove(clone.tenant().role());
    clones.discarded(clone);
  }

  /** The tenant is complete: PENDING → ACTIVE, or TRIAL, and the source's event. */
  @Transactional
  public @Nullable Tenant end(Attempt attempt, UUID messageId) {
    Optional<Clone> locked = clones.lock(attempt.tenant());
    if (locked.isEmpty() || !inbox.accept(CONSUMER, messageId)) {
      attempts.superseded(attempt);
      return null;
    }
    Clone clone = locked.get();
    Tenant tenant = clone.tenant();
    SchemaVersion version =
        clone.prepared() == null
            ? cloner.build(clone.source().role(), tenant.role(), tenant.type())
            : clone.prepared();
    lifecycle.activate(tenant, version, WorkerActor.WORKER, attempts.success(attempt));
    clones.end(clone, WorkerActor.WORKER);
    return tenant;
  }

  private static void refuseIfGone(Tenant source) {
    if (!COPYABLE.contains(source.status())) {
      throw new BuildRefusedException(
          "clone-source-gone", "tenant %s is %s".formatted(source.id(), source.status()));
    }
  }
}
