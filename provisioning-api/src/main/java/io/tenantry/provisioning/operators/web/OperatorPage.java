package io.tenantry.provisioning.operators.web;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some operators, by name.
 *
 * @param nextCursor asks for those that follow; null at the end
 */
record OperatorPage(
    List<OperatorView> items, @Schema(nullable = true) @Nullable String nextCursor) {}
