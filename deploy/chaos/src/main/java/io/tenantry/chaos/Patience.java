package io.tenantry.chaos;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waits so long for something, and no longer. */
record Patience(long deadline) {

  private static final Duration PAUSE = Duration.ofMillis(500);

  static Patience of(Duration time) {
    return new Patience(System.nanoTime() + time.toNanos());
  }

  /** Asks until it holds; false if it never did. */
  boolean until(BooleanSupplier condition) {
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - deadline > 0) {
        return false;
      }
      try {
        Thread.sleep(PAUSE);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      }
    }
    return true;
  }
}
