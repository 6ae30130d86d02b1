package io.tenantry.provisioning.migrations.web;

import io.swagger.v3.oas.annotations.media.Schema;
import io.tenantry.registry.runs.MigrationRun;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A migration run as operators see it. */
@Schema(name = "MigrationRun")
record RunView(
    @Schema(nullable = true, description = "Null where nothing was started") @Nullable UUID id,
    @Schema(
            allowableValues = {
              "RUNNING",
              "PAUSED",
              "CANCELLED",
              "SUCCEEDED",
              "FAILED",
              "NOTHING_TO_DO"
            })
        String state,
    @Schema(
            nullable = true,
            description =
                "Why it is PAUSED: by-operator, canary-failed, failure-budget-exhausted, or"
                    + " shared-tables-failed with the reason")
        @Nullable String stateReason,
    @Schema(nullable = true, description = "The only type that is meant; null for all")
        @Nullable String type,
    @Schema(description = "Whether the tables in public are migrated first") boolean shared,
    @Schema(description = "The API client, or worker where new scripts started it")
        String requestedBy,
    @Schema(nullable = true) @Nullable Integer waveSize,
    int concurrency,
    int failureBudget,
    @Schema(description = "The wave that is being worked on, from 1") int wave,
    int waves,
    @Schema(description = "Tenants in the run") int total,
    int waiting,
    int running,
    @Schema(description = "Somebody held a lock; they are tried again") int busy,
    int migrated,
    int failed,
    @Schema(description = "Cancelled, deleted, or with nothing to do any more") int skipped,
    @Schema(nullable = true) @Nullable Instant createdAt,
    @Schema(nullable = true) @Nullable Instant startedAt,
    @Schema(nullable = true) @Nullable Instant endedAt) {

  static RunView of(MigrationRun run) {
    return new RunView(
        run.id(),
        run.state().name(),
        run.stateReason(),
        run.type(),
        run.shared(),
        run.requestedBy(),
        run.waveSize(),
        run.concurrency(),
        run.failureBudget(),
        run.wave(),
        run.waves(),
        run.total(),
        run.waiting(),
        run.running(),
        run.busy(),
        run.migrated(),
        run.failed(),
        run.skipped(),
        run.createdAt().toInstant(),
        instant(run.startedAt()),
        instant(run.endedAt()));
  }

  /** Nobody is behind. */
  static RunView nothing(RunRequest request, String client) {
    var options = request.options();
    return new RunView(
        null,
        "NOTHING_TO_DO",
        null,
        request.type(),
        false,
        client,
        options.waveSize(),
        options.concurrency(),
        options.failureBudget(),
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        null,
        null,
        null);
  }

  static @Nullable Instant instant(@Nullable OffsetDateTime time) {
    return time == null ? null : time.toInstant();
  }
}
