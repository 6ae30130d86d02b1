package io.tenantry.provisioning.ratelimit;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** The meter of what is refused. */
final class RateLimited {

  private RateLimited() {}

  static Counter counter(String limitOf, MeterRegistry meters) {
    return Counter.builder("tenantry.rate.limited")
        .tag("limit", limitOf)
        .description("Requests refused because there were too many")
        .register(meters);
  }
}
