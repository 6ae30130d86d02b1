package io.tenantry.provisioning.console;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Shows times as people say them. */
@Component
public class Moments {

  private static final DateTimeFormatter EXACT =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private final Clock clock;

  Moments(Clock clock) {
    this.clock = clock;
  }

  /**
   * A time.
   *
   * @param iso for programs
   * @param exact for who wants to know
   * @param near such as {@code 3 min ago}
   */
  public record Moment(String iso, String exact, String near) {}

  public @Nullable Moment of(@Nullable Instant time) {
    return time == null ? null : new Moment(time.toString(), EXACT.format(time), near(time));
  }

  /** Whether that was before now. */
  public boolean isOver(Instant time) {
    return time.isBefore(clock.instant());
  }

  /** A length of time such as {@code 1.2 s}. */
  public String length(Duration time) {
    long millis = time.toMillis();
    return millis < 1_000
        ? millis + " ms"
        : millis < 10_000 ? String.format(Locale.ROOT, "%.1f s", millis / 1000.0) : roughly(time);
  }

  /** The time from one to the other, in words. */
  public String between(Instant from, Instant to) {
    return length(Duration.between(from, to));
  }

  private String near(Instant time) {
    Duration since = Duration.between(time, clock.instant());
    if (since.abs().toSeconds() < 5) {
      return "now";
    }
    return since.isNegative() ? "in " + roughly(since.abs()) : roughly(since) + " ago";
  }

  /** To the nearest whole one, so that what is older never seems younger. */
  private static String roughly(Duration time) {
    long minutes = time.plusSeconds(30).toMinutes();
    long hours = time.plusMinutes(30).toHours();
    if (time.toSeconds() < 90) {
      return time.toSeconds() + " s";
    }
    if (minutes < 90) {
      return minutes + " min";
    }
    return hours < 48 ? hours + " h" : time.plusHours(12).toDays() + " days";
  }
}
