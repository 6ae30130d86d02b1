package io.tenantry.problems.rate;

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

  /**
   * For the header {@code RateLimit-Policy} of the IETF's draft-ietf-httpapi-ratelimit-headers.
   *
   * @param limit what the limit is called
   */
  public String policy(String limit) {
    return "\"" + limit + "\";q=" + perMinute + ";w=60";
  }

  /** For the header {@code RateLimit} of the same draft. */
  public String rest(String limit) {
    return "\"" + limit + "\";r=" + left + ";t=" + resetSeconds();
  }

  private static long seconds(long nanos) {
    return Math.ceilDiv(nanos, Duration.ofSeconds(1).toNanos());
  }
}
