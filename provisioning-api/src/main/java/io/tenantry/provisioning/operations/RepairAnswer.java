package io.tenantry.provisioning.operations;

/** What becomes of somebody's wish for a repair. */
public sealed interface RepairAnswer {

  /** A worker will do it, or is at it already. */
  record Ordered(Finding finding) implements RepairAnswer {}

  /** There is no such finding. */
  record Unknown(long id) implements RepairAnswer {}

  /** There is nothing to repair any more. */
  record Resolved(Finding finding) implements RepairAnswer {}

  /** No program can repair it. */
  record ByHand(Finding finding) implements RepairAnswer {}

  /**
   * The caller did not say what he has to.
   *
   * @param field what he has to say it with
   */
  record Unclear(String field, String detail) implements RepairAnswer {}
}
