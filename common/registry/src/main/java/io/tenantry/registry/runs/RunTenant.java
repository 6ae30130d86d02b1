package io.tenantry.registry.runs;

import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A tenant in a run.
 *
 * @param durationMs how long its last migration took, in milliseconds
 * @param error why it failed, or was busy, for people
 */
public record RunTenant(
    UUID tenantId,
    String schemaName,
    int wave,
    RunTenantState state,
    @Nullable String fromVersion,
    String toVersion,
    int attempts,
    @Nullable Integer durationMs,
    @Nullable String error,
    OffsetDateTime updatedAt) {}
