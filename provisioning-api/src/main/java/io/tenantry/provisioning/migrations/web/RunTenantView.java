package io.tenantry.provisioning.migrations.web;

import io.swagger.v3.oas.annotations.media.Schema;
import io.tenantry.registry.runs.RunTenant;
import io.tenantry.registry.runs.RunTenantState;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What became of a tenant in a run. */
@Schema(name = "MigrationRunTenant")
record RunTenantView(
    UUID tenantId,
    String schemaName,
    int wave,
    RunTenantState state,
    @Schema(nullable = true) @Nullable String fromVersion,
    String toVersion,
    int attempts,
    @Schema(nullable = true) @Nullable Integer durationMs,
    @Schema(nullable = true, description = "Script, line, and what the database said")
        @Nullable String error,
    Instant updatedAt) {

  static RunTenantView of(RunTenant tenant) {
    return new RunTenantView(
        tenant.tenantId(),
        tenant.schemaName(),
        tenant.wave(),
        tenant.state(),
        tenant.fromVersion(),
        tenant.toVersion(),
        tenant.attempts(),
        tenant.durationMs(),
        tenant.error(),
        tenant.updatedAt().toInstant());
  }
}
