package io.tenantry.provisioning.plans.web;

import io.swagger.v3.oas.annotations.media.Schema;
import io.tenantry.provisioning.plans.PlanLimits;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** A plan as the caller wants it: the whole of it, what is left out is empty or not limited. */
@Schema(name = "NewPlan")
record PlanRequest(
    @Schema(nullable = true, example = "For shops with a team")
        @Nullable
        @Size(max = 500, message = "must have at most 500 characters")
        @Pattern(
            regexp = "[^\\p{Cc}\\p{Cs}\\p{Co}\\p{Cn}]*",
            message = "must be text without control characters")
        String description,
    @Schema(nullable = true) @Nullable @Valid PlanLimits limits) {

  String descriptionOrNone() {
    return description == null ? "" : description.strip();
  }

  PlanLimits limitsOrNone() {
    return limits == null ? PlanLimits.NONE : limits;
  }
}
