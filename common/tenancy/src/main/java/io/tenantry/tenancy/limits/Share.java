package io.tenantry.tenancy.limits;

/**
 * The work that one tenant's requests have been. What goes beyond its share is paid off by waiting:
 * virtual scheduling (ITU-T I.371, GCRA), where what a request costs is known only afterwards, so
 * that it is charged what the tenant's requests cost on average first.
 */
final class Share {

  private static final int MEMORY = 8;
  private static final int MOST_WAITING = 100;

  private final double rate;
  private final long burst;
  private final long longest;
  private final Recent taken;
  private long paidOffAt;
  private long average;
  private int waiting;
  private long lastSecond = Long.MIN_VALUE;

  /**
   * @param rate how many nanoseconds of work it may have in one
   * @param burst nanoseconds for whose share it may have saved up
   * @param longest nanoseconds that a request waits at most
   */
  Share(double rate, long burst, long longest, long now) {
    this.rate = rate;
    this.burst = burst;
    this.longest = longest;
    this.taken = new Recent(burst, now);
    this.paidOffAt = now - burst;
  }

  /**
   * One request's part.
   *
   * @param expected the nanoseconds of work that were charged when it began
   * @param pause the nanoseconds for which it should wait
   */
  record Charge(Share share, long expected, long pause) {}

  /**
   * Charges one more request.
   *
   * @param slowed whether the tenant is to be slowed down; otherwise it owes nothing
   */
  synchronized Charge begin(boolean slowed, long now) {
    long from = Math.clamp(paidOffAt - now, -burst, slowed ? longest : 0);
    paidOffAt = now + from + cost(average);
    return new Charge(this, average, Math.max(from, 0));
  }

  /** Whether the tenant had not asked in that second before. */
  synchronized boolean isFirstOf(long second) {
    boolean first = second != lastSecond;
    lastSecond = second;
    return first;
  }

  /** Whether one more may wait; it has to tell when it {@link #hasWaited}. */
  synchronized boolean mayWait() {
    boolean may = waiting < MOST_WAITING;
    waiting += may ? 1 : 0;
    return may;
  }

  synchronized void hasWaited() {
    waiting--;
  }

  /** The nanoseconds of work that it had lately. */
  double taken(long now) {
    return taken.get(now);
  }

  /** A request that was served; its work tells what to expect of the next. */
  synchronized void end(Charge charge, long work, long now) {
    correct(charge, work, now);
    average += (work - average) / MEMORY;
  }

  /** A request that was refused: that work is charged, but is no measure of the next. */
  synchronized void refuse(Charge charge, long work, long now) {
    correct(charge, work, now);
  }

  private void correct(Charge charge, long work, long now) {
    long owed = Math.max(paidOffAt - now, -burst) + cost(work - charge.expected());
    paidOffAt = now + Math.min(owed, longest);
    // Of a long request only the end was lately.
    taken.add(Math.min(work, burst), now);
  }

  private long cost(long work) {
    return (long) (work / rate);
  }
}
