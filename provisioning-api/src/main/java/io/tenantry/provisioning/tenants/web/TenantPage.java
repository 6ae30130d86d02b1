package io.tenantry.provisioning.tenants.web;

import io.swagger.v3.oas.annotations.media.Schema;
import io.tenantry.provisioning.tenants.TenantView;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some tenants, newest first.
 *
 * @param nextCursor asks for those that follow; null at the end
 */
record TenantPage(List<TenantView> items, @Schema(nullable = true) @Nullable String nextCursor) {}
