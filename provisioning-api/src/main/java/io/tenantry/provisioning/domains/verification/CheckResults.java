package io.tenantry.provisioning.domains.verification;

import io.tenantry.messaging.Backoff;
import io.tenantry.provisioning.domains.DomainStatus;
import io.tenantry.provisioning.domains.ProofMethod;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.concurrent.ThreadLocalRandom;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Repository;

/**
 * Writes down what checks found. Each statement names the token and the status that the domain had
 * when it was taken: if it was removed, added again or changed since, nothing is written.
 */
@Repository
class CheckResults {

  /**
   * So that one failure before a long pause of the service and one after it don't count for all.
   */
  private static final int FEWEST_FAILURES = 5;

  private final JdbcClient jdbc;
  private final Clock clock;
  private final VerificationProperties.Checks settings;
  private final Backoff backoff;

  CheckResults(JdbcClient jdbc, Clock clock, VerificationProperties settings) {
    this.jdbc = jdbc;
    this.clock = clock;
    this.settings = settings.checks();
    this.backoff = this.settings.backoff();
  }

  /** PENDING → VERIFIED. */
  boolean verify(DueCheck due, ProofMethod method) {
    return update(
                """
                UPDATE control.domain
                SET status = 'VERIFIED', verified_at = :now, verified_by = :method,
                    last_check_at = :now, last_error = NULL, checks = 0, next_check_at = :next
                """,
                due)
            .param("method", method.name())
            .param("next", at(nextRecheck()))
            .update()
        == 1;
  }

  /** VERIFIED, and still so. */
  void keep(DueCheck due) {
    update(
            """
            UPDATE control.domain
            SET last_check_at = :now, last_error = NULL, checks = 0, failing_since = NULL,
                next_check_at = :next
            """,
            due)
        .param("next", at(nextRecheck()))
        .update();
  }

  /** VERIFIED → PENDING, as if it had been added now. */
  boolean lapse(DueCheck due, String reason) {
    return update(
                """
                UPDATE control.domain
                SET status = 'PENDING', verified_at = NULL, verified_by = NULL, is_primary = false,
                    last_check_at = :now, last_error = :reason, failing_since = NULL,
                    checks = 0, checks_since = :now, next_check_at = :next
                """,
                due)
            .param("reason", reason)
            .param("next", at(clock.instant().plus(backoff.after(1))))
            .update()
        == 1;
  }

  /**
   * Nothing found: the next look is after a growing pause, or never, unless somebody asks. If
   * somebody did while this check was under way, his time stands.
   */
  void retry(DueCheck due, String reason) {
    Instant next = clock.instant().plus(backoff.after(due.failures() + 1));
    boolean givenUp =
        due.status() == DomainStatus.PENDING
            && next.isAfter(due.since().plus(settings.giveUpAfter()));
    update(
            """
            UPDATE control.domain
            SET last_check_at = :now, last_error = :reason,
                failing_since = CASE status WHEN 'VERIFIED' THEN coalesce(failing_since, :now) END,
                checks = CASE next_check_at WHEN :lease THEN checks + 1 ELSE checks END,
                next_check_at =
                  CASE WHEN next_check_at <> :lease THEN next_check_at
                       WHEN NOT :givenUp THEN :next::timestamptz END
            """,
            due)
        .param("reason", reason)
        .param("givenUp", givenUp)
        .param("lease", at(due.lease()))
        .param("next", at(next))
        .update();
  }

  /** Whether a VERIFIED domain has been without proof for too long, this check included. */
  boolean isOver(DueCheck due) {
    return due.failingSince() != null
        && due.failures() + 1 >= FEWEST_FAILURES
        && !due.failingSince().plus(settings.lapseAfter()).isAfter(clock.instant());
  }

  private StatementSpec update(String sql, DueCheck due) {
    return jdbc.sql(
            sql
                + """
                WHERE tenant_id = :tenant AND name = :name AND token = :token AND status = :status
                """)
        .param("now", at(clock.instant()))
        .param("tenant", due.tenant().value())
        .param("name", due.name())
        .param("token", due.challenge().token())
        .param("status", due.status().name());
  }

  /** Up to a tenth early, so that what was verified together is not checked together for ever. */
  private Instant nextRecheck() {
    long millis = settings.recheckEvery().toMillis();
    long early = ThreadLocalRandom.current().nextLong(millis / 10 + 1);
    return clock.instant().plus(Duration.ofMillis(millis - early));
  }

  private static OffsetDateTime at(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
