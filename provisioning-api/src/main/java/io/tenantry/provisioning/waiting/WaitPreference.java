package io.tenantry.provisioning.waiting;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How long a caller would like to wait, by {@code Prefer: wait=N} (RFC 7240). */
public record WaitPreference(int seconds) {

  private static final int MOST_SECONDS = 30;
  private static final Pattern WAIT =
      Pattern.compile(
          "(?:^|,)\\s*wait\\s*=\\s*(?:\"(\\d{1,9})\"|(\\d{1,9}))\\s*(?=[;,]|$)",
          Pattern.CASE_INSENSITIVE);

  /** Longer waits are shortened; a preference that can't be understood is none. */
  public static Optional<WaitPreference> parse(@Nullable String header) {
    if (header == null) {
      return Optional.empty();
    }
    Matcher found = WAIT.matcher(header);
    if (!found.find()) {
      return Optional.empty();
    }
    int seconds = Integer.parseInt(found.group(1) == null ? found.group(2) : found.group(1));
    return Optional.of(new WaitPreference(Math.min(seconds, MOST_SECONDS)));
  }

  /** At most {@value #MOST_SECONDS} seconds. */
  public Duration duration() {
    return Duration.ofSeconds(seconds);
  }

  /** As {@code Preference-Applied} says it. */
  public String applied() {
    return "wait=" + seconds;
  }
}
