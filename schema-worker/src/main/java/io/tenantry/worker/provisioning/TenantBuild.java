package io.tenantry.worker.provisioning;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.tenantry.messaging.inbox.Inbox;
import io.tenantry.migrations.TenantSchemaBuilder;
import io.tenantry.registry.Actor;
import io.tenantry.registry.Tenant;
import io.tenantry.registry.TenantLifecycle;
import io.tenantry.registry.TenantStatus;
import io.tenantry.registry.Tenants;
import io.tenantry.worker.provisioning.Attempts.Attempt;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The one transaction that makes a tenant: role, schema, tables, rows, history, status and the
 * event that tells of it. Whatever dies, and whenever, there is all of it or nothing.
 */
@Component
class TenantBuild {

  static final Actor WORKER = new Actor("worker", null);
  private static final String CONSUMER = "provisioning";

  private final Tenants tenants;
  private final TenantSchemaBuilder schemas;
  private final TenantLifecycle lifecycle;
  private final Attempts attempts;
  private final Inbox inbox;
  private final Clock clock;
  private final Timer signUpToActive;

  TenantBuild(
      Tenants tenants,
      TenantSchemaBuilder schemas,
      TenantLifecycle lifecycle,
      Attempts attempts,
      Inbox inbox,
      Clock clock,
      MeterRegistry meters) {
    this.tenants = tenants;
    this.schemas = schemas;
    this.lifecycle = lifecycle;
    this.attempts = attempts;
    this.inbox = inbox;
    this.clock = clock;
    this.signUpToActive =
        Timer.builder("tenantry.provisioning")
            .description("From the sign-up to the active tenant")
            .tag("path", "direct")
            .tag("outcome", "active")
            .publishPercentileHistogram()
            .register(meters);
  }

  /** Builds the tenant if it is still PENDING; says whether it did. */
  @Transactional
  boolean run(Attempt attempt, UUID messageId) {
    Optional<Tenant> pending =
        tenants.lock(attempt.tenant()).filter(found -> found.status() == TenantStatus.PENDING);
    if (pending.isEmpty() || !inbox.accept(CONSUMER, messageId)) {
      attempts.superseded(attempt);
      return false;
    }
    Tenant tenant = pending.get();
    String version = schemas.build(tenant.role(), tenant.type());
    lifecycle.activate(tenant.id(), version, WORKER);
    attempts.succeeded(attempt);
    signUpToActive.record(Duration.between(tenant.createdAt(), clock.instant()));
    return true;
  }
}
