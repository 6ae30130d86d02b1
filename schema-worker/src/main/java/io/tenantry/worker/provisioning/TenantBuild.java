package io.tenantry.worker.provisioning;

import io.tenantry.messaging.inbox.Inbox;
import io.tenantry.migrations.TenantSchemaBuilder;
import io.tenantry.registry.SchemaVersion;
import io.tenantry.registry.Tenant;
import io.tenantry.registry.TenantLifecycle;
import io.tenantry.registry.TenantStatus;
import io.tenantry.registry.Tenants;
import io.tenantry.worker.WorkerActor;
import io.tenantry.worker.provisioning.Attempts.Attempt;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The one transaction that makes a tenant: role, schema, tables, rows, history, status and the
 * event that tells of it. Whatever dies, and whenever, there is all of it or nothing.
 */
@Component
class TenantBuild implements Build {

  private static final String CONSUMER = "provisioning";

  private final Tenants tenants;
  private final TenantSchemaBuilder schemas;
  private final TenantLifecycle lifecycle;
  private final Attempts attempts;
  private final Inbox inbox;
  private final SignUpTimer timer;

  TenantBuild(
      Tenants tenants,
      TenantSchemaBuilder schemas,
      TenantLifecycle lifecycle,
      Attempts attempts,
      Inbox inbox,
      SignUpTimer timer) {
    this.tenants = tenants;
    this.schemas = schemas;
    this.lifecycle = lifecycle;
    this.attempts = attempts;
    this.inbox = inbox;
    this.timer = timer;
  }

  @Override
  public Kind kind() {
    return Kind.SCRIPTS;
  }

  @Override
  public String path() {
    return "direct";
  }

  @Override
  @Transactional
  public boolean run(Attempt attempt, UUID messageId) {
    Optional<Tenant> pending =
        tenants.lock(attempt.tenant()).filter(found -> found.status() == TenantStatus.PENDING);
    if (pending.isEmpty() || !inbox.accept(CONSUMER, messageId)) {
      attempts.superseded(attempt);
      return false;
    }
    Tenant tenant = pending.get();
    SchemaVersion version = schemas.build(tenant.role(), tenant.type());
    lifecycle.activate(tenant.id(), version, WorkerActor.WORKER);
    attempts.succeeded(attempt);
    timer.stop(tenant, path());
    return true;
  }
}
