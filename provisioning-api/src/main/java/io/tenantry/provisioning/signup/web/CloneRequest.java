package io.tenantry.provisioning.signup.web;

import static io.tenantry.provisioning.input.TextRules.stripped;

import io.swagger.v3.oas.annotations.media.Schema;
import io.tenantry.provisioning.input.TextRules;
import io.tenantry.provisioning.signup.SignUpRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * What a caller says of a tenant that is to be a copy of another; like a sign-up, less the type.
 *
 * @param data whether the rows are copied too; without, it has the rows of a new tenant
 * @param plan the source's where it is absent
 */
record CloneRequest(
    @Schema(example = "Tienda Uno, for trying things out")
        @NotNull(message = "is missing")
        @Size(max = TextRules.NAME_LENGTH, message = TextRules.LONG_NAME)
        @Pattern(regexp = TextRules.TEXT, message = TextRules.NO_TEXT)
        String name,
    @Schema(example = "tienda1_copy")
        @Nullable
        @Pattern(
            regexp = "[a-z][a-z0-9_]{0,54}",
            message =
                "must be 1 to 55 lower-case letters, digits and underscores, beginning with a"
                    + " letter")
        String schemaName,
    @NotNull(message = "is missing") Boolean data,
    @Nullable @Size(min = 1, max = 254, message = "must have 1 to 254 characters") String domain,
    @Nullable @Pattern(regexp = TextRules.PLAN, message = TextRules.NO_PLAN) String plan,
    @Nullable @Min(1) @Max(365) Integer trialDays,
    @Valid SignUpRequest.@Nullable Contact contact) {

  CloneRequest {
    name = stripped(name);
    domain = stripped(domain);
  }

  SignUpRequest signUp() {
    return new SignUpRequest(name, schemaName, domain, null, plan, trialDays, contact, null);
  }
}
