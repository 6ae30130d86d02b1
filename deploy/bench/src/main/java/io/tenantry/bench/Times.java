package io.tenantry.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Times in milliseconds, to be added from any thread. */
final class Times {

  private final List<Double> millis = Collections.synchronizedList(new ArrayList<>());

  /** How long the work takes. */
  static double of(Runnable work) {
    long start = System.nanoTime();
    work.run();
    return since(start);
  }

  static double since(long startNanos) {
    return (System.nanoTime() - startNanos) / 1e6;
  }

  void add(double time) {
    millis.add(time);
  }

  void time(Runnable work) {
    add(of(work));
  }

  double median() {
    return percentile(50);
  }

  /**
   * The median of how many times what was measured beside it, round for round. A machine that gets
   * slower for a while does so for both.
   */
  double over(Times others) {
    Times quotients = new Times();
    for (int n = 0; n < millis.size(); n++) {
      quotients.add(millis.get(n) / others.millis.get(n));
    }
    return quotients.median();
  }

  /** The nearest rank, so always a time that was measured. */
  double percentile(int percent) {
    List<Double> sorted = new ArrayList<>(millis);
    if (sorted.isEmpty()) {
      throw new IllegalStateException("nothing was measured");
    }
    Collections.sort(sorted);
    return sorted.get(Math.max(0, (int) Math.ceil(sorted.size() * percent / 100.0) - 1));
  }

  /** What was added last. */
  double last() {
    return millis.getLast();
  }

  int count() {
    return millis.size();
  }
}
