package io.tenantry.techstore.repairs;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wrote down about a repair, for the shop only.
 *
 * @param writtenBy who did, where that is known
 */
public record RepairNote(
    long id, String text, @Schema(nullable = true) @Nullable String writtenBy, Instant createdAt) {}
