package io.tenantry.tenancy.limits;

/** A sum that fades exponentially, so that what was added long ago no longer counts. */
final class Recent {

  private final double constant;
  private double sum;
  private long countedAt;

  /**
   * @param constant nanoseconds in which what was added fades to 1/e
   */
  Recent(long constant, long now) {
    this.constant = constant;
    this.countedAt = now;
  }

  /** Adds something and tells what there is. */
  synchronized double add(long amount, long now) {
    fade(now);
    sum += amount;
    return sum;
  }

  /** Tells what there is. */
  double get(long now) {
    return add(0, now);
  }

  private void fade(long now) {
    // Threads may come here in another order than they looked at the clock.
    long elapsed = now - countedAt;
    if (elapsed > 0) {
      sum *= Math.exp(-elapsed / constant);
      countedAt = now;
    }
  }
}
