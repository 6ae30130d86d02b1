package io.tenantry.tenancy.limits;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Slows down a tenant that takes more than its share of this instance's time while others ask, too.
 * One that is alone may have all of it.
 */
final class Shares {

  private static final int MOST_TENANTS = 100_000;
  private static final long LATELY = Duration.ofSeconds(1).toNanos();

  private final Cache<UUID, Share> shares;
  private final double rate;
  private final long longest;
  private final Ticker ticker;
  private volatile @Nullable UUID last;
  private volatile long lastAt;
  private volatile long anotherAt;

  Shares(double share, int processors, Duration longest, Ticker ticker) {
    this.shares =
        Caffeine.newBuilder()
            .maximumSize(MOST_TENANTS)
            .expireAfterAccess(Duration.ofMinutes(1))
            .ticker(ticker)
            .build();
    this.rate = share * processors;
    this.longest = longest.toNanos();
    this.ticker = ticker;
    this.lastAt = ticker.read() - LATELY;
    this.anotherAt = lastAt;
  }

  /** A request that begins and, when it has waited for as long as it says, may go on. */
  Charge charge(UUID tenant) {
    long now = ticker.read();
    // Two threads may both see the change, or neither; the next request tells.
    if (!tenant.equals(last)) {
      anotherAt = lastAt;
      last = tenant;
    }
    lastAt = now;
    Share share = shares.get(tenant, _ -> new Share(rate, LATELY, longest, now));
    long wait = share.begin(now);
    return new Charge(share, now - anotherAt < LATELY ? wait : 0);
  }

  /**
   * One request's part.
   *
   * @param pause nanoseconds
   */
  record Charge(Share share, long pause) {}

  /** The request has ended, after so many nanoseconds of work. */
  void settle(Charge charge, long took) {
    charge.share().end(took, ticker.read());
  }
}
