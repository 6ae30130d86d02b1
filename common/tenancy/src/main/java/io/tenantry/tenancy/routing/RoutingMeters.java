package io.tenantry.tenancy.routing;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** Counts where routes came from. A tenant's name is in no metric. */
final class RoutingMeters {

  private final Counter hit;
  private final Counter knownMiss;
  private final Counter loaded;
  private final Counter absent;
  private final Counter failed;

  RoutingMeters(MeterRegistry meters) {
    hit = counter(meters, "hit");
    knownMiss = counter(meters, "known-miss");
    loaded = counter(meters, "loaded");
    absent = counter(meters, "absent");
    failed = counter(meters, "failed");
  }

  private static Counter counter(MeterRegistry meters, String result) {
    return Counter.builder("tenantry.routing")
        .description("Look-ups of a domain's tenant, by where the answer came from")
        .tag("result", result)
        .register(meters);
  }

  void hit() {
    hit.increment();
  }

  void knownMiss() {
    knownMiss.increment();
  }

  void loaded() {
    loaded.increment();
  }

  void absent() {
    absent.increment();
  }

  void failed() {
    failed.increment();
  }
}
