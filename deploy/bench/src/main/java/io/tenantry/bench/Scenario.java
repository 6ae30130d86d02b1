package io.tenantry.bench;

/** Something that is timed, with its reference. */
@FunctionalInterface
interface Scenario {

  void run(Lab lab, Size size, Report report);

  /** The type of its tenants: one with scripts of the benchmark's own, or of the product's. */
  default String type() {
    return Lab.TYPE;
  }
}
