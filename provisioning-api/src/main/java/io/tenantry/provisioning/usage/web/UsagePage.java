package io.tenantry.provisioning.usage.web;

import io.swagger.v3.oas.annotations.media.Schema;
import io.tenantry.provisioning.usage.UsageDay;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some of the usage, by day and tenant.
 *
 * @param nextCursor asks for what follows; null at the end
 */
record UsagePage(List<UsageDay> items, @Schema(nullable = true) @Nullable String nextCursor) {}
