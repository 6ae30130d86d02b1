package io.tenantry.provisioning.usage.web;

import io.swagger.v3.oas.annotations.Parameter;
import io.tenantry.problems.ProblemException;
import java.time.Clock;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** Which days a caller wants to see. */
record UsageQuery(
    @Parameter(description = "First day, in UTC; 30 days before the last one if not given")
        @Nullable LocalDate from,
    @Parameter(description = "Last day; today if not given") @Nullable LocalDate to) {

  private static final int DEFAULT_DAYS = 30;
  private static final int MOST_DAYS = 366;

  /** Both ends included. */
  record Days(LocalDate from, LocalDate to) {}

  Days days(Clock clock) {
    LocalDate last =
        to == null ? LocalDate.ofInstant(clock.instant(), java.time.ZoneOffset.UTC) : to;
    LocalDate first = from == null ? last.minusDays(DEFAULT_DAYS) : from;
    if (first.isAfter(last)) {
      throw ProblemException.invalid("from", "must not be after to");
    }
    if (first.plusDays(MOST_DAYS).isBefore(last)) {
      throw ProblemException.invalid("from", "must be at most " + MOST_DAYS + " days before to");
    }
    return new Days(first, last);
  }
}
