package io.tenantry.problems.rate;

/**
 * As many tokens as there may be requests in a minute, all there at first, coming back evenly. It
 * counts in whole parts of a token, {@value #TOKEN} of them, so that nothing is lost by rounding at
 * any rate. Ours, since Bucket4j is not among the libraries that Spring Boot keeps up to date and
 * offers far more than this.
 */
public final class TokenBucket {

  /** The highest rate that can be counted without overflow. */
  public static final int MOST_PER_MINUTE = 1_000_000;

  /** Parts of a token: in each nanosecond as many come back as tokens in a minute. */
  private static final long TOKEN = 60_000_000_000L;

  private static final long NANOS_PER_MINUTE = TOKEN;

  private long parts;
  private long countedAt;

  /**
   * A full one.
   *
   * @param now from a clock that only goes forward, in nanoseconds; likewise below
   */
  public TokenBucket(int perMinute, long now) {
    parts = full(perMinute);
    countedAt = now;
  }

  /** Takes a token if there is one. The rate may be another one each time. */
  public synchronized Allowance take(int perMinute, long now) {
    refill(perMinute, now);
    boolean granted = parts >= TOKEN;
    if (granted) {
      parts -= TOKEN;
    }
    return allowance(granted, perMinute);
  }

  /** Whether {@link #take} would be granted one. */
  public synchronized Allowance look(int perMinute, long now) {
    refill(perMinute, now);
    return allowance(parts >= TOKEN, perMinute);
  }

  /** Takes a token whether there is one or not; up to a bucketful can be owed. */
  public synchronized void charge(int perMinute, long now) {
    refill(perMinute, now);
    parts = Math.max(parts - TOKEN, -full(perMinute));
  }

  private void refill(int perMinute, long now) {
    // Threads may come here in another order than they looked at the clock.
    long elapsed = Math.max(now - countedAt, 0);
    countedAt += elapsed;
    // After two minutes it is full, whatever was owed; this also bounds the product.
    long counted = Math.min(elapsed, 2 * NANOS_PER_MINUTE);
    parts = Math.min(parts + counted * perMinute, full(perMinute));
  }

  private Allowance allowance(boolean granted, int perMinute) {
    long missing = Math.max(TOKEN - parts, 0);
    return new Allowance(
        granted,
        perMinute,
        (int) Math.max(parts / TOKEN, 0),
        Math.ceilDiv(missing, perMinute),
        Math.ceilDiv(full(perMinute) - parts, perMinute));
  }

  private static long full(int perMinute) {
    return perMinute * TOKEN;
  }
}
