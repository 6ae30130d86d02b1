package io.tenantry.provisioning.ratelimit;

import java.time.Duration;

/**
 * What a limit says of one request.
 *
 * @param granted whether it may go on
 * @param perMinute the limit
 * @param left how many more would be granted at once
 * @param nanosToNext until there is one more
 * @param nanosToFull until all of them are back
 */
public record Allowance(
    boolean granted, int perMinute, int left, long nanosToNext, long nanosToFull) {

  /**
   * For {@code Retry-After}: whole seconds after which a request is granted, if none else comes.
   */
  public long retryAfterSeconds() {
    return seconds(nanosToNext);
  }

  /** Whole seconds after which the limit is as if there had been no request. */
  public long resetSeconds() {
    return seconds(nanosToFull);
  }

  private static long seconds(long nanos) {
    return Math.ceilDiv(nanos, Duration.ofSeconds(1).toNanos());
  }
}
