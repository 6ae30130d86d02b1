package io.tenantry.registry;

import static io.tenantry.registry.TenantStatus.SUSPENDED;
import static io.tenantry.registry.TenantStatus.TRIAL;

import io.tenantry.events.TenantConverted;
import io.tenantry.events.TenantTrialExpired;
import io.tenantry.events.TenantTrialExtended;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;

/**
 * What happens to trials: they are extended, become lasting tenants, or end. A tenant that is no
 * longer on trial has no end of one. What is said of {@link TenantLifecycle}'s steps holds here.
 */
public class Trials {

  /** How far ahead a trial's end may be. */
  public static final Duration LONGEST = Duration.ofDays(365);

  /** Why an expired tenant is suspended. */
  public static final String EXPIRED = "trial-expired";

  private final JdbcClient jdbc;
  private final Tenants tenants;
  private final TenantGuard guard;
  private final StepWriter steps;
  private final Clock clock;

  Trials(JdbcClient jdbc, Tenants tenants, TenantGuard guard, StepWriter steps, Clock clock) {
    this.jdbc = jdbc;
    this.tenants = tenants;
    this.guard = guard;
    this.steps = steps;
    this.clock = clock;
  }

  /**
   * TRIAL → ACTIVE.
   *
   * @param plan the tenant's from now on; null to keep the one it has
   * @throws UnknownPlanException if there is no such plan
   */
  @Transactional
  public Tenant convert(
      TenantId id, ExpectedVersion expected, @Nullable String plan, String reason, Actor actor) {
    Tenant before = guard.lock(id, expected, EnumSet.of(TRIAL));
    if (plan != null) {
      tenants.requirePlan(plan);
    }
    Tenant after =
        steps.write(
            before,
            """
            UPDATE control.tenant
            SET status = 'ACTIVE', plan = :plan, trial_ends_at = NULL, status_reason = NULL,
                sequence = sequence + 1
            WHERE id = :id AND status = :status AND sequence = :sequence
            """,
            Map.of("plan", plan == null ? before.plan() : plan));
    steps.tell(
        new TenantConverted(id.value(), after.sequence(), after.plan()),
        actor,
        "tenant.convert",
        after.plan() + (reason.isEmpty() ? "" : ": " + reason));
    return after;
  }

  /**
   * Moves the trial's end. A SUSPENDED tenant stays so, and is on trial again once it is resumed.
   *
   * @throws NoTrialException if the tenant is SUSPENDED and has no trial
   * @throws TrialEndException if the new end is not after the present one, not in the future, or
   *     further ahead than {@link #LONGEST}
   */
  @Transactional
  public Tenant extend(
      TenantId id, ExpectedVersion expected, TrialExtension extension, String reason, Actor actor) {
    Tenant before = guard.lock(id, expected, EnumSet.of(TRIAL, SUSPENDED));
    if (before.trialEndsAt() == null) {
      throw new NoTrialException(id);
    }
    Instant end = end(extension, before.trialEndsAt());
    Tenant after =
        steps.write(
            before,
            """
            UPDATE control.tenant SET trial_ends_at = :end, sequence = sequence + 1
            WHERE id = :id AND status = :status AND sequence = :sequence
            """,
            Map.of("end", end.atOffset(ZoneOffset.UTC)));
    steps.tell(
        new TenantTrialExtended(id.value(), after.sequence(), end),
        actor,
        "tenant.extend-trial",
        end + (reason.isEmpty() ? "" : ": " + reason));
    return after;
  }

  /**
   * TRIAL → SUSPENDED for up to {@code limit} tenants whose end has come. Of several instances at
   * once each takes others.
   *
   * @return how many there were
   */
  @Transactional
  public int expire(int limit, Actor actor) {
    List<Expired> expired =
        jdbc.sql(
                """
                WITH due AS (
                  SELECT id FROM control.tenant
                  WHERE status = 'TRIAL' AND trial_ends_at <= :now
                  ORDER BY trial_ends_at LIMIT :limit
                  FOR UPDATE SKIP LOCKED)
                UPDATE control.tenant t
                SET status = 'SUSPENDED', status_reason = :reason, sequence = sequence + 1
                FROM due WHERE t.id = due.id
                RETURNING t.id, t.sequence, t.trial_ends_at
                """)
            .param("now", clock.instant().atOffset(ZoneOffset.UTC))
            .param("limit", limit)
            .param("reason", EXPIRED)
            .query(Expired.class)
            .list();
    for (Expired tenant : expired) {
      Instant ended = tenant.trialEndsAt().toInstant();
      steps.tell(
          new TenantTrialExpired(tenant.id(), tenant.sequence(), ended),
          actor,
          "tenant.expire-trial",
          ended.toString());
    }
    return expired.size();
  }

  private record Expired(UUID id, long sequence, OffsetDateTime trialEndsAt) {}

  private Instant end(TrialExtension extension, Instant present) {
    Instant now = clock.instant();
    Instant earliest = present.isAfter(now) ? present : now;
    Instant end =
        switch (extension) {
          case TrialExtension.ByDays by -> earliest.plus(by.days(), ChronoUnit.DAYS);
          case TrialExtension.Until until -> until.end();
        };
    if (!end.isAfter(earliest)) {
      throw new TrialEndException(extension, "must be after " + earliest);
    }
    if (end.isAfter(now.plus(LONGEST))) {
      throw new TrialEndException(
          extension, "must end the trial within " + LONGEST.toDays() + " days from now");
    }
    return end.truncatedTo(ChronoUnit.MICROS);
  }
}
