package io.tenantry.provisioning.tenants.web;

import static io.tenantry.provisioning.input.TextRules.stripped;

import io.swagger.v3.oas.annotations.media.Schema;
import io.tenantry.provisioning.input.TextRules;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

/** Why a tenant is suspended: it becomes the tenant's statusReason, and goes into the event. */
record SuspendRequest(
    @Schema(example = "The invoice of March is not paid")
        @NotNull(message = "is missing")
        @Size(max = TextRules.REASON_LENGTH, message = TextRules.LONG_REASON)
        @Pattern(regexp = TextRules.TEXT, message = TextRules.NO_TEXT)
        String reason) {

  SuspendRequest {
    reason = stripped(reason);
  }
}
