package io.tenantry.worker.reconcile;

import java.util.Locale;

/**
 * What became of a repair.
 *
 * @param detail for people
 */
record RepairOutcome(Result result, String detail) {

  /** The texts are stable. */
  enum Result {
    /** It is as it should be. */
    REPAIRED,
    /** What is needed was ordered; a later pass sees whether it helped. */
    ORDERED,
    /** It was as it should be already. */
    NOT_NEEDED,
    /** It is not for a program to repair. */
    REFUSED,
    /** It was tried in vain; asking again begins anew, or goes on where a drop ended. */
    FAILED;

    String text() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  static RepairOutcome repaired(String detail) {
    return new RepairOutcome(Result.REPAIRED, detail);
  }

  static RepairOutcome ordered(String detail) {
    return new RepairOutcome(Result.ORDERED, detail);
  }

  static RepairOutcome refused(String detail) {
    return new RepairOutcome(Result.REFUSED, detail);
  }

  static RepairOutcome failed(String detail) {
    return new RepairOutcome(Result.FAILED, detail);
  }

  static RepairOutcome notNeeded() {
    return new RepairOutcome(Result.NOT_NEEDED, "It was as it should be already.");
  }
}
