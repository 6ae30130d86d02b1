package io.tenantry.techstore.repairs.web;

import io.swagger.v3.oas.annotations.media.Schema;
import io.tenantry.techstore.input.FreeText;
import io.tenantry.techstore.repairs.NewOrder;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A device to take in.
 *
 * @param problem what the customer says about it
 * @param currency of all its amounts; US dollars by default
 */
record OrderRequest(
    @NotNull Long deviceId,
    @NotBlank @Size(max = 10_000) @FreeText String problem,
    @Schema(nullable = true)
        @Nullable
        @Pattern(regexp = "[A-Z]{3}", message = "must be a code such as EUR")
        String currency,
    @Schema(nullable = true) @Nullable LocalDate promisedFor) {

  private static final String DEFAULT_CURRENCY = "USD";

  NewOrder order() {
    return new NewOrder(
        deviceId, problem.trim(), currency == null ? DEFAULT_CURRENCY : currency, promisedFor);
  }
}
