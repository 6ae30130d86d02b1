package io.tenantry.provisioning.operations;

import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * When the workers compare the registry with the database.
 *
 * @param requestedAt when somebody last asked for a pass
 * @param served whether all passes that were asked for have ended
 * @param startedAt of the last pass
 * @param endedAt of the last pass; null while it runs
 * @param nextAt of the next, if nobody asks for one before
 * @param incomplete the kinds that the last pass could not look for; null if none
 */
public record Reconciliation(
    @Nullable OffsetDateTime requestedAt,
    boolean served,
    @Nullable OffsetDateTime startedAt,
    @Nullable OffsetDateTime endedAt,
    OffsetDateTime nextAt,
    @Nullable String incomplete) {}
