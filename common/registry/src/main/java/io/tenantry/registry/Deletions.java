package io.tenantry.registry;

import static io.tenantry.registry.TenantStatus.DELETED;
import static io.tenantry.registry.TenantStatus.DELETING;

import io.tenantry.events.TenantDeletionRequested;
import io.tenantry.events.TenantRestored;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;

/**
 * Deletes tenants on somebody's order, and brings them back. What is said of {@link
 * TenantLifecycle}'s steps holds here; the drop itself is {@link Drops}'.
 */
public class Deletions {

  /** How long instances may take to hear that a tenant is no longer served. */
  static final Duration SETTLE = Duration.ofSeconds(2);

  private static final Set<TenantStatus> NOT_DELETED =
      EnumSet.complementOf(EnumSet.of(DELETING, DELETED));

  private final JdbcClient jdbc;
  private final TenantGuard guard;
  private final StepWriter steps;

  Deletions(JdbcClient jdbc, TenantGuard guard, StepWriter steps) {
    this.jdbc = jdbc;
    this.guard = guard;
    this.steps = steps;
  }

  /**
   * Any status → DELETING: its requests are refused, and it is dropped when the grace period ends.
   *
   * @param grace zero to drop it at once, that is, as soon as all have heard of it
   */
  @Transactional
  public Tenant request(
      TenantId id, ExpectedVersion expected, Duration grace, String reason, Actor actor) {
    Tenant before = guard.lock(id, expected, NOT_DELETED);
    Tenant after =
        steps.write(
            before,
            """
            UPDATE control.tenant
            SET status = 'DELETING', status_before = status, reason_before = status_reason,
                status_reason = nullif(:reason, ''), drop_started_at = NULL,
                drop_after = now() + :grace * interval '1 millisecond',
                next_attempt_at = now() + greatest(:grace, :settle) * interval '1 millisecond',
                work_failures = 0, work_error = NULL, sequence = sequence + 1
            WHERE id = :id AND status = :status AND sequence = :sequence
            """,
            Map.of("reason", reason, "grace", grace.toMillis(), "settle", SETTLE.toMillis()));
    steps.tell(
        new TenantDeletionRequested(
            id.value(),
            after.sequence(),
            Objects.requireNonNull(after.dropAfter(), "the end of the grace period"),
            reason),
        actor,
        "tenant.delete",
        "after " + after.dropAfter() + (reason.isEmpty() ? "" : ": " + reason));
    return after;
  }

  /**
   * DELETING → the status before; work that was under way then, a build or a rename, goes on.
   *
   * @throws DropStartedException if it is too late
   */
  @Transactional
  public Tenant restore(TenantId id, ExpectedVersion expected, String reason, Actor actor) {
    Tenant before = guard.lock(id, expected, EnumSet.of(DELETING));
    if (dropStarted(id)) {
      throw new DropStartedException(id);
    }
    Tenant after =
        steps.write(
            before,
            """
            UPDATE control.tenant
            SET status = status_before, status_before = NULL,
                status_reason = reason_before, reason_before = NULL, drop_after = NULL,
                next_attempt_at = CASE WHEN status_before = 'PENDING' OR renaming_to IS NOT NULL
                                       THEN now() END,
                sequence = sequence + 1
            WHERE id = :id AND status = :status AND sequence = :sequence
            """,
            Map.of());
    steps.tell(
        new TenantRestored(id.value(), after.sequence(), after.status().name()),
        actor,
        "tenant.restore",
        reason);
    return after;
  }

  private boolean dropStarted(TenantId id) {
    return jdbc.sql("SELECT drop_started_at IS NOT NULL FROM control.tenant WHERE id = :id")
        .param("id", id.value())
        .query(Boolean.class)
        .single();
  }
}
