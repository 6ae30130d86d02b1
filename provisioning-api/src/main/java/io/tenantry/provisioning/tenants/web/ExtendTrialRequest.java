package io.tenantry.provisioning.tenants.web;

import static io.tenantry.provisioning.input.TextRules.stripped;

import io.swagger.v3.oas.annotations.media.Schema;
import io.tenantry.problems.ProblemException;
import io.tenantry.provisioning.input.TextRules;
import io.tenantry.registry.TrialExtension;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/**
 * How much longer a trial lasts: by days, or until a time; at most a year from now. The time is a
 * text here, since Jackson would take a number for one too.
 */
record ExtendTrialRequest(
    @Schema(example = "14") @Nullable @Min(1) @Max(365) Integer days,
    @Schema(format = "date-time", example = "2027-01-31T12:00:00Z") @Nullable String until,
    @Schema(example = "Asked for two weeks more")
        @Nullable
        @Size(max = TextRules.REASON_LENGTH, message = TextRules.LONG_REASON)
        @Pattern(regexp = TextRules.TEXT, message = TextRules.NO_TEXT)
        String reason) {

  ExtendTrialRequest {
    reason = stripped(reason);
  }

  /**
   * @throws ProblemException if it is both, or neither
   */
  TrialExtension extension() {
    if (days != null && until != null) {
      throw ProblemException.invalid("until", "until: can't be given beside days");
    }
    if (days != null) {
      return new TrialExtension.ByDays(days);
    }
    if (until != null) {
      return new TrialExtension.Until(time(until));
    }
    throw ProblemException.invalid("days", "days: is missing, and so is until");
  }

  private static Instant time(String text) {
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeParseException e) {
      throw ProblemException.invalid("until", "until: must be a time such as 2027-01-31T12:00:00Z");
    }
  }
}
