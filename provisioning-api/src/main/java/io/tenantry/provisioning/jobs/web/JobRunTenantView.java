package io.tenantry.provisioning.jobs.web;

import io.swagger.v3.oas.annotations.media.Schema;
import io.tenantry.provisioning.jobs.JobRunTenant;
import io.tenantry.provisioning.jobs.JobTenantState;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What became of a tenant in a job run. */
@Schema(name = "JobRunTenant")
record JobRunTenantView(
    UUID tenantId,
    String schemaName,
    JobTenantState state,
    @Schema(description = "How often the order was sent") int attempts,
    @Schema(nullable = true) @Nullable Long durationMs,
    @Schema(nullable = true, description = "What the job said") @Nullable String error,
    Instant updatedAt) {

  static JobRunTenantView of(JobRunTenant tenant) {
    return new JobRunTenantView(
        tenant.tenantId(),
        tenant.schemaName(),
        tenant.state(),
        tenant.attempts(),
        tenant.durationMs(),
        tenant.error(),
        tenant.updatedAt().toInstant());
  }
}
