package io.tenantry.provisioning.tenants.web;

import io.swagger.v3.oas.annotations.Parameter;
import io.tenantry.provisioning.input.TextRules;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** How a tenant is to be deleted. */
record DeletionQuery(
    @Parameter(
            description =
                "For how long it can be restored, within the bounds that the installation sets")
        @Nullable
        @Min(1)
        @Max(3650)
        Integer graceDays,
    @Parameter(description = "Drop it at once; needs the scope tenants:delete")
        @Nullable
        @Pattern(regexp = "true|false", message = "must be true or false")
        String force,
    @Parameter(description = "Why, for the audit log")
        @Nullable
        @Size(max = TextRules.REASON_LENGTH, message = TextRules.LONG_REASON)
        @Pattern(regexp = TextRules.TEXT, message = TextRules.NO_TEXT)
        String reason) {

  boolean isForced() {
    return "true".equals(force);
  }

  String reasonOrNone() {
    return Objects.requireNonNullElse(reason, "").strip();
  }
}
