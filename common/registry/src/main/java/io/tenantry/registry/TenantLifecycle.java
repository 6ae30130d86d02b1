package io.tenantry.registry;

import io.tenantry.events.TenantActivated;
import io.tenantry.events.TenantProvisioningFailed;
import io.tenantry.messaging.outbox.Outbox;
import java.time.Clock;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Takes tenants along the arrows of {@link TenantStatus}. Each step is one UPDATE that names the
 * status it comes from, and its event and audit entry in the same transaction; whoever comes second
 * finds no row and has done nothing.
 */
public class TenantLifecycle {

  private static final int LONGEST_DETAIL = 1000;

  private final JdbcClient jdbc;
  private final Tenants tenants;
  private final Outbox outbox;
  private final Audit audit;
  private final Clock clock;

  TenantLifecycle(JdbcClient jdbc, Tenants tenants, Outbox outbox, Audit audit, Clock clock) {
    this.jdbc = jdbc;
    this.tenants = tenants;
    this.outbox = outbox;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * PENDING → ACTIVE, or TRIAL where one was asked for: the tenant's schema is complete when this
   * commits.
   *
   * @return false if the tenant was no longer PENDING
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public boolean activate(TenantId id, String schemaVersion, Actor actor) {
    int updated =
        jdbc.sql(
                """
                UPDATE control.tenant
                SET status = CASE WHEN trial_days IS NULL THEN 'ACTIVE' ELSE 'TRIAL' END,
                    status_reason = NULL, schema_version = :version, activated_at = :now,
                    trial_ends_at = :now::timestamptz + trial_days * interval '1 day',
                    next_attempt_at = NULL, sequence = sequence + 1
                WHERE id = :id AND status = 'PENDING'
                """)
            .param("id", id.value())
            .param("version", schemaVersion)
            .param("now", clock.instant().atOffset(ZoneOffset.UTC))
            .update();
    if (updated == 0) {
      return false;
    }
    Tenant tenant = tenants.find(id).orElseThrow();
    outbox.append(
        new TenantActivated(
            id.value(),
            tenant.sequence(),
            tenant.name(),
            tenant.schemaName().value(),
            tenant.type(),
            tenant.plan(),
            tenant.primaryDomain(),
            tenant.status().name(),
            contact(tenant)));
    audit.record(actor, "tenant.activate", id, tenant.status().name());
    return true;
  }

  /**
   * PENDING → FAILED: nobody tries again until somebody asks for it.
   *
   * @param reason a stable word
   * @param detail the same for people; cut where it is very long, as it goes into the event too
   * @return false if the tenant was no longer PENDING
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public boolean fail(TenantId id, String reason, String detail, Actor actor) {
    String brief = brief(detail);
    int updated =
        jdbc.sql(
                """
                UPDATE control.tenant
                SET status = 'FAILED', status_reason = :reason, next_attempt_at = NULL,
                    sequence = sequence + 1
                WHERE id = :id AND status = 'PENDING'
                """)
            .param("id", id.value())
            .param("reason", reason + ": " + brief)
            .update();
    if (updated == 0) {
      return false;
    }
    Tenant tenant = tenants.find(id).orElseThrow();
    outbox.append(
        new TenantProvisioningFailed(
            id.value(), tenant.sequence(), tenant.schemaName().value(), reason, brief));
    audit.record(actor, "tenant.fail", id, reason + ": " + brief);
    return true;
  }

  private static TenantActivated.@Nullable Contact contact(Tenant tenant) {
    Contact contact = tenant.contact();
    return contact == null ? null : new TenantActivated.Contact(contact.name(), contact.email());
  }

  // By code points: half a surrogate pair can't be stored.
  private static String brief(String detail) {
    return detail.codePointCount(0, detail.length()) <= LONGEST_DETAIL
        ? detail
        : detail.substring(0, detail.offsetByCodePoints(0, LONGEST_DETAIL)) + "…";
  }
}
