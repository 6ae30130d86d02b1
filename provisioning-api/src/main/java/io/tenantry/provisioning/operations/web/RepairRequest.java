package io.tenantry.provisioning.operations.web;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** How an operator wants a finding repaired. */
record RepairRequest(
    @Schema(
            description = "The finding's action; needed where the finding needs a confirmation",
            example = "drop")
        @Nullable
        @Size(max = 50)
        String action,
    @Schema(
            description = "The finding's subject, where it needs a confirmation",
            example = "tienda1")
        @Nullable
        @Size(max = 253)
        String confirm) {

  static final RepairRequest PLAIN = new RepairRequest(null, null);
}
