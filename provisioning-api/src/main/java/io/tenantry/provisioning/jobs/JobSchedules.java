package io.tenantry.provisioning.jobs;

import io.tenantry.events.JobAnnounced;
import io.tenantry.events.UnreadableMessageException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.support.CronExpression;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The jobs that applications have, and when they are due. This service keeps the clock: a due job
 * is taken and moved on in one transaction, so it begins once, however many instances look.
 */
@Component
public class JobSchedules {

  private final JdbcClient jdbc;
  private final JobRunDesk desk;
  private final JobProperties settings;
  private final Clock clock;

  JobSchedules(JdbcClient jdbc, JobRunDesk desk, JobProperties settings, Clock clock) {
    this.jdbc = jdbc;
    this.desk = desk;
    this.settings = settings;
    this.clock = clock;
  }

  /** All, by name: there are as many as somebody has written. */
  public List<KnownJob> all() {
    return jdbc.sql(
            """
            SELECT name, cron, zone, every_ms, seen_at, next_run_at FROM control.job
            ORDER BY name LIMIT 500
            """)
        .query(KnownJob.class)
        .list();
  }

  /**
   * An application has the job. Only another schedule changes when it is due.
   *
   * @throws UnreadableMessageException if the schedule is none
   */
  @Transactional
  public void announced(JobAnnounced job) {
    Duration every = job.every();
    Long everyMs = every == null ? null : every.toMillis();
    Instant now = clock.instant();
    jdbc.sql(
            """
            INSERT INTO control.job AS known (name, cron, zone, every_ms, seen_at, next_run_at)
            VALUES (:name, :cron::text, :zone::text, :every::bigint, :now, :next::timestamptz)
            ON CONFLICT (name) DO UPDATE
            SET cron = excluded.cron, zone = excluded.zone, every_ms = excluded.every_ms,
                seen_at = excluded.seen_at,
                next_run_at = CASE WHEN (known.cron, known.zone, known.every_ms) IS NOT DISTINCT FROM
                                        (excluded.cron, excluded.zone, excluded.every_ms)
                                   THEN known.next_run_at ELSE excluded.next_run_at END
            """)
        .param("name", job.job())
        .param("cron", job.cron())
        .param("zone", job.zone())
        .param("every", everyMs)
        .param("now", now.atOffset(ZoneOffset.UTC))
        .param("next", next(job.cron(), job.zone(), everyMs, now))
        .update();
  }

  /**
   * Begins one job that is due, and says whether there was one. What was missed is done once, and
   * left out while the run before it goes on.
   */
  @Transactional
  public boolean beginOne() {
    Instant now = clock.instant();
    Optional<KnownJob> due =
        jdbc.sql(
                """
                SELECT name, cron, zone, every_ms, seen_at, next_run_at FROM control.job
                WHERE next_run_at <= :now AND seen_at > :heard
                ORDER BY next_run_at LIMIT 1 FOR UPDATE SKIP LOCKED
                """)
            .param("now", now.atOffset(ZoneOffset.UTC))
            .param("heard", now.minus(settings.silence()).atOffset(ZoneOffset.UTC))
            .query(KnownJob.class)
            .optional();
    if (due.isEmpty()) {
      return false;
    }
    KnownJob job = due.get();
    jdbc.sql("UPDATE control.job SET next_run_at = :next::timestamptz WHERE name = :name")
        .param("next", next(job.cron(), job.zone(), job.everyMs(), now))
        .param("name", job.name())
        .update();
    if (!goesOn(job.name())) {
      desk.startScheduled(job.name(), settings.jitter());
    }
    return true;
  }

  private boolean goesOn(String job) {
    return jdbc.sql(
            """
            SELECT EXISTS (SELECT FROM control.job_run
                           WHERE job = :job AND scheduled AND state = 'RUNNING')
            """)
        .param("job", job)
        .query(Boolean.class)
        .single();
  }

  private static @Nullable OffsetDateTime next(
      @Nullable String cron, @Nullable String zone, @Nullable Long everyMs, Instant now) {
    if (everyMs != null) {
      return now.plusMillis(everyMs).atOffset(ZoneOffset.UTC);
    }
    if (cron == null || zone == null) {
      return null;
    }
    try {
      ZonedDateTime next = CronExpression.parse(cron).next(now.atZone(ZoneId.of(zone)));
      if (next == null) {
        throw new UnreadableMessageException("never due: " + cron, null);
      }
      return next.toOffsetDateTime();
    } catch (IllegalArgumentException | DateTimeException e) {
      throw new UnreadableMessageException("no schedule: " + cron + " in " + zone, e);
    }
  }
}
