package io.tenantry.provisioning.jobs;

import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A tenant in a job run.
 *
 * @param attempts how often the order was sent
 * @param durationMs how long the job took, in milliseconds
 * @param error why it was not done, for people
 */
public record JobRunTenant(
    UUID tenantId,
    String schemaName,
    JobTenantState state,
    int attempts,
    @Nullable Long durationMs,
    @Nullable String error,
    OffsetDateTime updatedAt) {}
