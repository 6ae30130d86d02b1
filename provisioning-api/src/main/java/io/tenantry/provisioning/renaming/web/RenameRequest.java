package io.tenantry.provisioning.renaming.web;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a tenant is to be called.
 *
 * @param redirectDays how long its old default domain goes on leading to it
 */
record RenameRequest(
    @Schema(example = "tienda_centro")
        @NotNull(message = "is missing")
        @Pattern(
            regexp = "[a-z][a-z0-9_]{0,54}",
            message =
                "must be 1 to 55 lower-case letters, digits and underscores, beginning with a"
                    + " letter")
        String schemaName,
    @Schema(example = "30") @Nullable @Min(0) @Max(365) Integer redirectDays) {

  int redirectDaysOrNone() {
    return redirectDays == null ? 0 : redirectDays;
  }
}
