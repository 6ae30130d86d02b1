package io.tenantry.registry.runs;

import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A run as the registry has it, with its tenants counted by what has become of them.
 *
 * @param stateReason why it is PAUSED or FAILED, a stable word and perhaps more
 * @param type the only type that it is about; null if it is about several
 * @param shared whether it also is about the tables that all tenants share
 * @param wave the wave that is being worked on, from 1
 */
public record MigrationRun(
    UUID id,
    RunState state,
    @Nullable String stateReason,
    @Nullable String type,
    boolean shared,
    String requestedBy,
    int canaries,
    @Nullable Integer waveSize,
    int concurrency,
    int failureBudget,
    int wave,
    int waves,
    int total,
    int waiting,
    int running,
    int busy,
    int migrated,
    int failed,
    int skipped,
    OffsetDateTime createdAt,
    @Nullable OffsetDateTime startedAt,
    @Nullable OffsetDateTime endedAt) {}
