package io.tenantry.registry;

import static io.tenantry.registry.TenantStatus.ACTIVE;
import static io.tenantry.registry.TenantStatus.FAILED;
import static io.tenantry.registry.TenantStatus.PENDING;
import static io.tenantry.registry.TenantStatus.SUSPENDED;
import static io.tenantry.registry.TenantStatus.TRIAL;

import io.tenantry.events.CloneTenant;
import io.tenantry.events.ProvisionTenant;
import io.tenantry.events.TenantActivated;
import io.tenantry.events.TenantProvisioningFailed;
import io.tenantry.events.TenantResumed;
import io.tenantry.events.TenantRetried;
import io.tenantry.events.TenantSuspended;
import io.tenantry.messaging.outbox.Alongside;
import io.tenantry.messaging.outbox.Outbox;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Takes tenants along the arrows of {@link TenantStatus}. Each step is one UPDATE that names the
 * status it comes from, and its event and audit entry in the same transaction. The worker's steps
 * do nothing when they come second; those on somebody's order throw {@link
 * TenantNotFoundException}, {@link StaleVersionException} or {@link WrongStatusException}.
 */
public class TenantLifecycle {

  private static final int LONGEST_DETAIL = 1000;

  private final TenantGuard guard;
  private final StepWriter steps;
  private final Outbox outbox;
  private final Clock clock;
  private final Duration redeliverAfter;

  TenantLifecycle(
      TenantGuard guard, StepWriter steps, Outbox outbox, Clock clock, Duration redeliverAfter) {
    this.guard = guard;
    this.steps = steps;
    this.outbox = outbox;
    this.clock = clock;
    this.redeliverAfter = redeliverAfter;
  }

  /**
   * PENDING → ACTIVE, or TRIAL where one was asked for: the tenant's schema is complete when this
   * commits.
   *
   * @param pending the tenant, locked by this transaction
   * @param changes what is to be written with it
   * @return false if the tenant is not PENDING; then nothing is written
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public boolean activate(Tenant pending, SchemaVersion schema, Actor actor, Alongside... changes) {
    if (pending.status() != PENDING) {
      return false;
    }
    Integer trialDays = pending.trialDays();
    TenantStatus status = trialDays == null ? ACTIVE : TRIAL;
    Contact contact = pending.contact();
    TenantActivated activated =
        new TenantActivated(
            pending.id().value(),
            pending.sequence() + 1,
            pending.name(),
            pending.schemaName().value(),
            pending.type(),
            pending.plan(),
            pending.primaryDomain(),
            status.name(),
            contact == null ? null : new TenantActivated.Contact(contact.name(), contact.email()));
    Alongside[] all = Arrays.copyOf(changes, changes.length + 1);
    all[changes.length] = activation(pending.id(), status, trialDays, schema);
    steps.tell(activated, actor, "tenant.activate", status.name(), all);
    return true;
  }

  private Alongside activation(
      TenantId id, TenantStatus status, @Nullable Integer trialDays, SchemaVersion schema) {
    Map<String, @Nullable Object> values = new HashMap<>();
    values.put("activated", id.value());
    values.put("status", status.name());
    values.put("version", schema.version());
    values.put("fingerprint", schema.fingerprint());
    values.put("activatedAt", clock.instant().atOffset(ZoneOffset.UTC));
    values.put("trialDays", trialDays);
    return new Alongside(
        """
        UPDATE control.tenant
        SET status = :status, status_reason = NULL, schema_version = :version,
            schema_fingerprint = :fingerprint, activated_at = :activatedAt::timestamptz,
            trial_ends_at = :activatedAt::timestamptz + :trialDays::int * interval '1 day',
            next_attempt_at = NULL, sequence = sequence + 1
        WHERE id = :activated AND status = 'PENDING'
        """,
        values);
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
    String both = reason + ": " + brief;
    Tenant tenant =
        steps.writePending(
            id,
            """
            UPDATE control.tenant
            SET status = 'FAILED', status_reason = :reason, next_attempt_at = NULL,
                sequence = sequence + 1
            WHERE id = :id AND status = 'PENDING'
            """,
            Map.of("reason", both));
    if (tenant == null) {
      return false;
    }
    String schemaName = tenant.schemaName().value();
    steps.tell(
        new TenantProvisioningFailed(id.value(), tenant.sequence(), schemaName, reason, brief),
        actor,
        "tenant.fail",
        both);
    return true;
  }

  /** ACTIVE or TRIAL → SUSPENDED: its requests are refused until somebody resumes it. */
  @Transactional
  public Tenant suspend(TenantId id, ExpectedVersion expected, String reason, Actor actor) {
    Tenant before = guard.lock(id, expected, EnumSet.of(ACTIVE, TRIAL));
    Tenant after =
        steps.write(
            before,
            """
            UPDATE control.tenant
            SET status = 'SUSPENDED', status_reason = :reason, sequence = sequence + 1
            WHERE id = :id AND status = :status AND sequence = :sequence
            """,
            Map.of("reason", reason));
    steps.tell(
        new TenantSuspended(id.value(), after.sequence(), reason), actor, "tenant.suspend", reason);
    return after;
  }

  /** SUSPENDED → TRIAL while the trial's end is ahead, else ACTIVE, which leaves the trial. */
  @Transactional
  public Tenant resume(TenantId id, ExpectedVersion expected, String reason, Actor actor) {
    Tenant before = guard.lock(id, expected, EnumSet.of(SUSPENDED));
    Tenant after =
        steps.write(
            before,
            """
            UPDATE control.tenant
            SET status = CASE WHEN trial_ends_at > :now THEN 'TRIAL' ELSE 'ACTIVE' END,
                trial_ends_at = CASE WHEN trial_ends_at > :now THEN trial_ends_at END,
                status_reason = NULL, sequence = sequence + 1
            WHERE id = :id AND status = :status AND sequence = :sequence
            """,
            Map.of("now", clock.instant().atOffset(ZoneOffset.UTC)));
    steps.tell(
        new TenantResumed(id.value(), after.sequence(), after.status().name()),
        actor,
        "tenant.resume",
        reason);
    return after;
  }

  /** FAILED → PENDING: the workers begin anew, with all their attempts. */
  @Transactional
  public Tenant retry(TenantId id, ExpectedVersion expected, String reason, Actor actor) {
    Tenant before = guard.lock(id, expected, EnumSet.of(FAILED));
    Tenant after =
        steps.write(
            before,
            """
            UPDATE control.tenant
            SET status = 'PENDING', status_reason = NULL, attempts = 0,
                next_attempt_at = now() + :redeliver * interval '1 millisecond',
                sequence = sequence + 1
            WHERE id = :id AND status = :status AND sequence = :sequence
            """,
            Map.of("redeliver", redeliverAfter.toMillis()));
    steps.tell(new TenantRetried(id.value(), after.sequence()), actor, "tenant.retry", reason);
    outbox.append(
        after.cloneOf() == null ? new ProvisionTenant(id.value()) : new CloneTenant(id.value()));
    return after;
  }

  // By code points: half a surrogate pair can't be stored.
  private static String brief(String detail) {
    return detail.codePointCount(0, detail.length()) <= LONGEST_DETAIL
        ? detail
        : detail.substring(0, detail.offsetByCodePoints(0, LONGEST_DETAIL)) + "…";
  }
}
