package io.tenantry.techstore.customers;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who brings devices for repair.
 *
 * @param version grows with each change
 */
public record Customer(
    long id,
    String name,
    @Schema(nullable = true) @Nullable String phone,
    @Schema(nullable = true) @Nullable String email,
    @Schema(nullable = true) @Nullable String notes,
    int version,
    Instant createdAt,
    Instant updatedAt) {}
