package io.tenantry.bench;

/** Something that is timed, with its reference. */
@FunctionalInterface
interface Scenario {

  void run(Lab lab, Size size, Report report);
}
