package io.tenantry.provisioning.console.plans;

import io.tenantry.provisioning.input.TextRules;
import io.tenantry.provisioning.plans.PlanLimits;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** The whole of a plan; what is empty is not limited. */
record PlanForm(
    @NotNull(message = "is missing") @Pattern(regexp = TextRules.PLAN, message = TextRules.NO_PLAN)
        String name,
    @Nullable
        @Size(max = 500, message = "must have at most 500 characters")
        @Pattern(
            regexp = "[^\\p{Cc}\\p{Cs}\\p{Co}\\p{Cn}]*",
            message = "must be text without control characters")
        String description,
    @Nullable @Min(0) @Max(MOST) Integer users,
    @Nullable @Min(0) @Max(MOST) Integer products,
    @Nullable @Min(0) @Max(MOST) Integer requestsPerMinute,
    @Nullable @Min(0) @Max(MOST) Integer storageMegabytes) {

  private static final int MOST = 1_000_000_000;

  String text() {
    return description == null ? "" : description.strip();
  }

  PlanLimits limits() {
    return new PlanLimits(users, products, requestsPerMinute, storageMegabytes);
  }
}
