package io.tenantry.provisioning.history.web;

import io.swagger.v3.oas.annotations.media.Schema;
import io.tenantry.provisioning.history.HistoryEntry;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some of what happened, newest first.
 *
 * @param nextCursor asks for what was before; null at the end
 */
record HistoryPage(
    List<HistoryEntry> items, @Schema(nullable = true) @Nullable String nextCursor) {}
