package io.tenantry.events;

import java.time.Duration;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A tenant application has this job. Repeated every now and then, since a job of an application
 * that is gone is due no more.
 *
 * @param cron when it is due by itself, in Spring's form with seconds; null if not so
 * @param zone whose clock the cron expression goes by; null without one
 * @param every how far apart it is due by itself; null if not so
 */
public record JobAnnounced(
    String job, @Nullable String cron, @Nullable String zone, @Nullable Duration every)
    implements JobEvent {

  /** The form of a job's name. */
  public static final String NAME = "[a-z][a-z0-9-]{0,62}";

  private static final Pattern VALID = Pattern.compile(NAME);

  public JobAnnounced {
    Objects.requireNonNull(job, "job");
    if (!isName(job)) {
      throw new IllegalArgumentException("no name of a job: " + job);
    }
    if ((cron == null) != (zone == null) || (cron != null && every != null)) {
      throw new IllegalArgumentException("a job has a cron expression with its zone, or every");
    }
  }

  public static boolean isName(String text) {
    return VALID.matcher(text).matches();
  }
}
