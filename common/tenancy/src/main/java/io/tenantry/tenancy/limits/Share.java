package io.tenantry.tenancy.limits;

/**
 * The time that one tenant's requests have taken. What goes beyond its share is paid off by
 * waiting: virtual scheduling (ITU-T I.371, GCRA), where what a request costs is known only
 * afterwards, so that it is charged what the tenant's requests cost on average first.
 */
final class Share {

  private static final int MEMORY = 8;

  private final double rate;
  private final long burst;
  private final long longest;
  private long paidOffAt;
  private long average;

  /**
   * @param rate how many nanoseconds of requests it may take in one
   * @param burst nanoseconds for whose share it may have saved up
   * @param longest nanoseconds that a request waits at most
   */
  Share(double rate, long burst, long longest, long now) {
    this.rate = rate;
    this.burst = burst;
    this.longest = longest;
    this.paidOffAt = now - burst;
  }

  /** Charges one more request; the answer is the nanoseconds for which it should wait. */
  synchronized long begin(long now) {
    long from = Math.max(paidOffAt - now, -burst);
    paidOffAt = now + from + cost(average);
    return Math.clamp(from, 0, longest);
  }

  /** Corrects what was charged when that request began. */
  synchronized void end(long took, long now) {
    long owed = Math.max(paidOffAt - now, -burst) + cost(took - average);
    paidOffAt = now + Math.min(owed, longest);
    average += (took - average) / MEMORY;
  }

  private long cost(long time) {
    return (long) (time / rate);
  }
}
