package io.tenantry.provisioning.jobs.web;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some tenants of a run.
 *
 * @param nextCursor asks for those that follow; null at the end
 */
@Schema(name = "JobRunTenantPage")
record JobRunTenantPage(
    List<JobRunTenantView> items, @Schema(nullable = true) @Nullable String nextCursor) {}
