package io.tenantry.techstore.devices;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A customer's device.
 *
 * @param brand the name of the brand in the shared catalogue
 * @param model the name of the model in the shared catalogue
 * @param description what it is, where the catalogue does not know it; shown on the status page
 * @param version grows with each change
 */
public record Device(
    long id,
    long customerId,
    @Schema(nullable = true) @Nullable Long brandId,
    @Schema(nullable = true) @Nullable String brand,
    @Schema(nullable = true) @Nullable Long modelId,
    @Schema(nullable = true) @Nullable String model,
    @Schema(nullable = true) @Nullable String description,
    @Schema(nullable = true) @Nullable String serialNumber,
    int version,
    Instant createdAt,
    Instant updatedAt) {}
