package io.tenantry.testing.leaks;

import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/** Counts what all threads see, and keeps the first cases. */
final class Tally {

  private static final int MOST_EXAMPLES = 10;

  private final LongAdder operations = new LongAdder();
  private final LongAdder foreignRows = new LongAdder();
  private final LongAdder withoutTenant = new LongAdder();
  private final LongAdder failed = new LongAdder();
  private final ConcurrentLinkedQueue<String> examples = new ConcurrentLinkedQueue<>();
  private final AtomicInteger exampleCount = new AtomicInteger();

  void operation() {
    operations.increment();
  }

  void foreignRow(String tenant, String other, String how) {
    foreignRows.increment();
    example(how + " in " + tenant + " met a row of " + other);
  }

  void withoutTenant(String what) {
    withoutTenant.increment();
    example(what);
  }

  void failed(Object probe, String tenant, Exception e) {
    failed.increment();
    example(probe + " in " + tenant + " failed: " + e);
  }

  /** Of the rows that a statement returned in a tenant, all are its own, and its mark is there. */
  void rows(String tenant, List<String> owners, String how) {
    if (owners.isEmpty()) {
      withoutTenant(how + " in " + tenant + " met no row of it");
    }
    for (String owner : owners) {
      if (!owner.equals(tenant)) {
        foreignRow(tenant, owner, how);
      }
    }
  }

  LeakReport report(long seed) {
    return new LeakReport(
        seed,
        operations.sum(),
        foreignRows.sum(),
        withoutTenant.sum(),
        failed.sum(),
        List.copyOf(examples));
  }

  private void example(String text) {
    if (exampleCount.get() < MOST_EXAMPLES && exampleCount.incrementAndGet() <= MOST_EXAMPLES) {
      examples.add(text);
    }
  }
}
