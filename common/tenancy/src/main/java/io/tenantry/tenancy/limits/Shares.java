package io.tenantry.tenancy.limits;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Slows down a tenant in a loop: one that takes more than its share of a busy instance, and far
 * more than the others that ask. The time that is left idle keeps the others' answers fast. A
 * tenant that is alone may have everything.
 *
 * <p>The time that a request took is its work only while each request has a processor to itself. Of
 * more at once than there are processors, each is charged its part.
 */
final class Shares {

  private static final int MOST_TENANTS = 100_000;
  private static final long LATELY = Duration.ofSeconds(1).toNanos();

  /** So many times what the others take on average is far more. */
  private static final double FAR_MORE = 3;

  /** Of few tenants one that takes more than this part of everything. */
  private static final double MOST_OF_IT = 0.6;

  private final Cache<UUID, Share> shares;
  private final double rate;
  private final double busy;
  private final double processors;
  private final long longest;
  private final Ticker ticker;
  private final Recent took;
  private final Recent work;
  private final AtomicInteger asking = new AtomicInteger();
  private volatile int askedBefore;
  private volatile long second;

  /**
   * @param share of all processors' time that is any tenant's
   * @param busy requests served at once for each processor, beyond which the instance is busy
   * @param longest the longest pause
   */
  Shares(double share, double busy, int processors, Duration longest, Ticker ticker) {
    this.shares =
        Caffeine.newBuilder()
            .maximumSize(MOST_TENANTS)
            .expireAfterAccess(Duration.ofMinutes(1))
            .ticker(ticker)
            .build();
    this.rate = share * processors;
    this.busy = busy * processors * LATELY;
    this.processors = processors;
    this.longest = longest.toNanos();
    this.ticker = ticker;
    this.took = new Recent(LATELY, ticker.read());
    this.work = new Recent(LATELY, ticker.read());
    this.second = ticker.read() / LATELY;
  }

  /** A request that begins and, when it has waited for as long as it says, may go on. */
  Share.Charge charge(UUID tenant) {
    long now = ticker.read();
    Share share = shares.get(tenant, _ -> new Share(rate, LATELY, longest, now));
    int tenants = count(share, now);
    return share.begin(isTooMuch(share, tenants, now), now);
  }

  /** How many have asked in this second, or in the one before if that were more. */
  private int count(Share share, long now) {
    long current = now / LATELY;
    if (current != second) {
      synchronized (asking) {
        if (current != second) {
          askedBefore = current == second + 1 ? asking.get() : 0;
          asking.set(0);
          second = current;
        }
      }
    }
    int count = share.isFirstOf(current) ? asking.incrementAndGet() : asking.get();
    return Math.max(count, askedBefore);
  }

  private boolean isTooMuch(Share share, int tenants, long now) {
    return tenants > 1
        && took.get(now) > busy
        && share.taken(now) > work.get(now) * Math.min(MOST_OF_IT, FAR_MORE / tenants);
  }

  /** The request was served and took so many nanoseconds. */
  void settle(Share.Charge charge, long nanos) {
    long now = ticker.read();
    charge.share().end(charge, work(nanos, now), now);
  }

  /** The request was refused, which took so many nanoseconds. */
  void refuse(Share.Charge charge, long nanos) {
    long now = ticker.read();
    charge.share().refuse(charge, work(nanos, now), now);
  }

  /** The nanoseconds that it can have had of a processor. */
  private long work(long nanos, long now) {
    // Of a long request only the last second was lately.
    double atOnce = took.add(Math.min(nanos, LATELY), now) / LATELY;
    long part = (long) (nanos * Math.min(1, processors / atOnce));
    work.add(Math.min(part, LATELY), now);
    return part;
  }
}
