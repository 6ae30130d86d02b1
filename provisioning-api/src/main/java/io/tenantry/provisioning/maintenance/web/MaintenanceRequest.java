package io.tenantry.provisioning.maintenance.web;

import static io.tenantry.provisioning.input.TextRules.stripped;

import io.swagger.v3.oas.annotations.media.Schema;
import io.tenantry.provisioning.input.TextRules;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** Why, for the audit log. */
record MaintenanceRequest(
    @Schema(example = "A repair of its stock")
        @Nullable
        @Size(max = TextRules.REASON_LENGTH, message = TextRules.LONG_REASON)
        @Pattern(regexp = TextRules.TEXT, message = TextRules.NO_TEXT)
        String reason) {

  MaintenanceRequest {
    reason = stripped(reason);
  }

  /** Empty where there is no body, or none in it. */
  static String reasonOf(@Nullable MaintenanceRequest request) {
    return request == null || request.reason == null ? "" : request.reason;
  }
}
