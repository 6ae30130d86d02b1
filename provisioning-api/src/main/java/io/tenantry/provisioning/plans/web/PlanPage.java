package io.tenantry.provisioning.plans.web;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some plans, by name.
 *
 * @param nextCursor asks for those that follow; null at the end
 */
record PlanPage(List<PlanView> items, @Schema(nullable = true) @Nullable String nextCursor) {}
