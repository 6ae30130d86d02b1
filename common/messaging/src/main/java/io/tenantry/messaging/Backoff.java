package io.tenantry.messaging;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Exponential pauses with jitter, so that what failed together is not repeated together.
 *
 * @param first the pause after the first failure
 * @param cap the longest pause
 */
public record Backoff(Duration first, Duration cap) {

  /** Between half and all of the pause for this many failures (1 or more). */
  public Duration after(int failures) {
    long full = first.toMillis() << Math.clamp(failures - 1, 0, 30);
    long bounded = full <= 0 ? cap.toMillis() : Math.min(full, cap.toMillis());
    return Duration.ofMillis(bounded - ThreadLocalRandom.current().nextLong(bounded / 2 + 1));
  }
}
