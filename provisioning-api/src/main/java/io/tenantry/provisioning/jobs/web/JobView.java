package io.tenantry.provisioning.jobs.web;

import io.swagger.v3.oas.annotations.media.Schema;
import io.tenantry.provisioning.jobs.KnownJob;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/** A job as operators see it. */
@Schema(name = "Job")
record JobView(
    String name,
    @Schema(
            nullable = true,
            description = "When it is due by itself, in Spring's form with seconds")
        @Nullable String cron,
    @Schema(nullable = true, description = "Whose clock the expression goes by")
        @Nullable String zone,
    @Schema(nullable = true, description = "How far apart it is due by itself (ISO 8601)")
        @Nullable String every,
    @Schema(nullable = true, description = "Null if it is only ordered")
        @Nullable Instant nextRunAt,
    @Schema(description = "When an application last announced it") Instant seenAt) {

  static JobView of(KnownJob job) {
    Long every = job.everyMs();
    OffsetDateTime next = job.nextRunAt();
    return new JobView(
        job.name(),
        job.cron(),
        job.zone(),
        every == null ? null : Duration.ofMillis(every).toString(),
        next == null ? null : next.toInstant(),
        job.seenAt().toInstant());
  }
}
