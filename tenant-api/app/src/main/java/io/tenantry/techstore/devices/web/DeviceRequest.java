package io.tenantry.techstore.devices.web;

import io.swagger.v3.oas.annotations.media.Schema;
import io.tenantry.techstore.devices.DeviceDetails;
import io.tenantry.techstore.input.SingleLine;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * A device as the caller wants it: the whole of it.
 *
 * @param brandId of the shared catalogue; may be left out where a model is given
 * @param modelId of the shared catalogue
 * @param description what it is, where the catalogue does not know it; shown on the status page
 */
record DeviceRequest(
    @NotNull Long customerId,
    @Schema(nullable = true) @Nullable Long brandId,
    @Schema(nullable = true) @Nullable Long modelId,
    @Schema(nullable = true) @Nullable @Size(max = 200) @SingleLine String description,
    @Schema(nullable = true) @Nullable @Size(max = 100) @SingleLine String serialNumber) {

  DeviceDetails details() {
    return new DeviceDetails(
        customerId, brandId, modelId, orNull(description), orNull(serialNumber));
  }

  private static @Nullable String orNull(@Nullable String text) {
    return text == null || text.isBlank() ? null : text.trim();
  }
}
