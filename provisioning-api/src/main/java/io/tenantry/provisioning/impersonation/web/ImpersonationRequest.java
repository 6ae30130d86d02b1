package io.tenantry.provisioning.impersonation.web;

import static io.tenantry.provisioning.input.TextRules.stripped;

import io.swagger.v3.oas.annotations.media.Schema;
import io.tenantry.provisioning.input.TextRules;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

/** Why, for the audit log. */
record ImpersonationRequest(
    @Schema(example = "Ticket 4711: the stock is wrong")
        @NotNull(message = "is missing")
        @Size(max = TextRules.REASON_LENGTH, message = TextRules.LONG_REASON)
        @Pattern(regexp = TextRules.TEXT, message = TextRules.NO_TEXT)
        String reason) {

  ImpersonationRequest {
    reason = stripped(reason);
  }
}
