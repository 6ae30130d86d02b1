package io.tenantry.provisioning.tenants.web;

import static io.tenantry.provisioning.input.TextRules.stripped;

import io.swagger.v3.oas.annotations.media.Schema;
import io.tenantry.provisioning.input.TextRules;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * How a trial becomes a lasting tenant.
 *
 * @param plan the tenant's from now on; it keeps its own where this is absent
 */
record ConvertRequest(
    @Schema(example = "free")
        @Nullable
        @Pattern(regexp = TextRules.PLAN, message = TextRules.NO_PLAN)
        String plan,
    @Schema(example = "Signed the contract")
        @Nullable
        @Size(max = TextRules.REASON_LENGTH, message = TextRules.LONG_REASON)
        @Pattern(regexp = TextRules.TEXT, message = TextRules.NO_TEXT)
        String reason) {

  ConvertRequest {
    reason = stripped(reason);
  }
}
