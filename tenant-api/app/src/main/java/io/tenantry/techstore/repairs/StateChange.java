package io.tenantry.techstore.repairs;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A step of an order, which is never changed itself.
 *
 * @param from null for the first
 * @param changedBy who did it, where that is known
 */
public record StateChange(
    @Schema(nullable = true) @Nullable RepairState from,
    RepairState to,
    @Schema(nullable = true) @Nullable String note,
    @Schema(nullable = true) @Nullable String changedBy,
    Instant changedAt) {}
