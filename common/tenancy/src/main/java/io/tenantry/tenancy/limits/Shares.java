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
 * <p>How long a request took says how much of a processor it had only while there are enough of
 * them: of more requests at once than processors, each had a part.
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
  private final Recent served;
  private final Recent worked;
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
    this.served = new Recent(LATELY, ticker.read());
    this.worked = new Recent(LATELY, ticker.read());
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
        && served.get(now) > busy
        && share.taken(now) > worked.get(now) * Math.min(MOST_OF_IT, FAR_MORE / tenants);
  }

  /** The request was served and took so many nanoseconds. */
  void settle(Share.Charge charge, long took) {
    long now = ticker.read();
    charge.share().end(charge, work(took, now), now);
  }

  /** The request was refused, which took so many nanoseconds. */
  void refuse(Share.Charge charge, long took) {
    long now = ticker.read();
    charge.share().refuse(charge, work(took, now), now);
  }

  /** The nanoseconds that it had of a processor. */
  private long work(long took, long now) {
    double atOnce = served.add(took, now) / LATELY;
    long work = (long) (took * Math.min(1, processors / atOnce));
    worked.add(work, now);
    return work;
  }
}
