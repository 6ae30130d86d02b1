package io.tenantry.tenancy.web;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.tenantry.problems.ProblemException;
import java.net.URI;
import java.util.List;
import java.util.Objects;

/** Counts the requests that were not let through, by reason. */
final class Refusals {

  private final MeterRegistry meters;

  /** Those of the gate; they are there from the start, so that the first shows as an increase. */
  private static final List<String> REASONS =
      List.of(
          "routing-unavailable",
          "tenant-pending",
          "tenant-failed",
          "tenant-suspended",
          "tenant-gone",
          "tenant-being-upgraded",
          UnknownTenantProblem.TYPE);

  Refusals(MeterRegistry meters) {
    this.meters = meters;
    REASONS.forEach(this::counter);
  }

  /** The reason is the last word of the problem's type, of which there are few. */
  void count(ProblemException refusal) {
    String type =
        Objects.requireNonNullElse(refusal.problem().getType(), URI.create("")).toString();
    count(type.substring(type.lastIndexOf(':') + 1));
  }

  void count(String reason) {
    counter(reason).increment();
  }

  private Counter counter(String reason) {
    return Counter.builder("tenantry.routing.refused")
        .description("Requests that reached no tenant")
        .tag("reason", reason)
        .register(meters);
  }
}
