package io.tenantry.provisioning.usage.web;

import io.swagger.v3.oas.annotations.Parameter;
import io.tenantry.problems.ProblemException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
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
    requireUsualYear("to", to);
    requireUsualYear("from", from);
    LocalDate first = from == null ? last.minusDays(DEFAULT_DAYS) : from;
    if (first.isAfter(last)) {
      throw ProblemException.invalid("from", "must not be after to");
    }
    if (ChronoUnit.DAYS.between(first, last) >= MOST_DAYS) {
      throw ProblemException.invalid(
          "from",
          "must be a day from which it is at most " + MOST_DAYS + " days, both ends included");
    }
    return new Days(first, last);
  }

  /** Others neither calculations nor the database may be able to take. */
  private static void requireUsualYear(String field, @Nullable LocalDate day) {
    if (day != null && (day.getYear() < 1 || day.getYear() > 9999)) {
      throw ProblemException.invalid(field, "must be in one of the years 1 to 9999");
    }
  }
}
