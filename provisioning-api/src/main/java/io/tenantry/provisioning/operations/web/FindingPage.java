package io.tenantry.provisioning.operations.web;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some findings, newest first.
 *
 * @param nextCursor asks for those that follow; null at the end
 */
record FindingPage(List<FindingView> items, @Schema(nullable = true) @Nullable String nextCursor) {}
