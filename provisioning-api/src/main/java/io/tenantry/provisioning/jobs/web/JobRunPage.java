package io.tenantry.provisioning.jobs.web;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some runs, newest first.
 *
 * @param nextCursor asks for those that follow; null at the end
 */
@Schema(name = "JobRunPage")
record JobRunPage(List<JobRunView> items, @Schema(nullable = true) @Nullable String nextCursor) {}
