package io.tenantry.provisioning.clients.web;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some API clients, by name.
 *
 * @param nextCursor asks for those that follow; null at the end
 */
@Schema(name = "ApiClientPage")
record ClientPage(List<ClientView> items, @Schema(nullable = true) @Nullable String nextCursor) {}
