package io.tenantry.testing.leaks;

import java.util.List;

/**
 * What a {@link LeakHarness} saw.
 *
 * @param seed what makes it do the same again, though not interleaved in the same way
 * @param operations what was done, each of them one or more statements
 * @param foreignRows rows of one tenant that another one read, or that were written into another
 *     one's schema
 * @param withoutTenant statements that were answered where no tenant was entered, or that ran
 *     outside of the one that was
 * @param failed operations that ended in an error which they had not provoked
 * @param examples of all three, the first few
 */
public record LeakReport(
    long seed,
    long operations,
    long foreignRows,
    long withoutTenant,
    long failed,
    List<String> examples) {

  private static final int MOST_FAILURES_PERCENT = 1;

  /** Copies, so that a report never changes. */
  public LeakReport {
    examples = List.copyOf(examples);
  }

  /**
   * @throws AssertionError if anything leaked, or if so much failed that nothing is proved
   */
  public void assertNoLeak() {
    if (foreignRows > 0
        || withoutTenant > 0
        || failed * 100 > operations * MOST_FAILURES_PERCENT
        || operations == 0) {
      throw new AssertionError(toString());
    }
  }

  @Override
  public String toString() {
    return "%d operations: %d foreign rows, %d statements without their tenant, %d failed (seed %d)%s"
        .formatted(
            operations,
            foreignRows,
            withoutTenant,
            failed,
            seed,
            examples.isEmpty() ? "" : "\n  " + String.join("\n  ", examples));
  }
}
