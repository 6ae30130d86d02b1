package io.tenantry.provisioning.jobs.web;

import io.swagger.v3.oas.annotations.media.Schema;
import io.tenantry.provisioning.jobs.JobRun;
import io.tenantry.provisioning.jobs.JobRunState;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** A job run as operators see it. */
@Schema(name = "JobRun")
record JobRunView(
    UUID id,
    String job,
    JobRunState state,
    @Schema(nullable = true, description = "The only type that is meant; null if not chosen by it")
        @Nullable String type,
    Map<String, String> parameters,
    @Schema(description = "Whether the job was due by itself") boolean scheduled,
    @Schema(description = "The API client, or schedule") String requestedBy,
    @Schema(description = "Tenants in the run") int total,
    @Schema(description = "Their turn is to come") int waiting,
    @Schema(description = "The application has the order, or will") int sent,
    int succeeded,
    int failed,
    @Schema(description = "Cancelled, or not active") int skipped,
    Instant createdAt,
    @Schema(nullable = true) @Nullable Instant endedAt) {

  static JobRunView of(JobRun run) {
    OffsetDateTime ended = run.endedAt();
    return new JobRunView(
        run.id(),
        run.job(),
        run.state(),
        run.type(),
        JsonMapper.shared().readValue(run.parameters(), new TypeReference<>() {}),
        run.scheduled(),
        run.requestedBy(),
        run.total(),
        run.waiting(),
        run.sent(),
        run.succeeded(),
        run.failed(),
        run.skipped(),
        run.createdAt().toInstant(),
        ended == null ? null : ended.toInstant());
  }
}
