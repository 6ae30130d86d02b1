package io.tenantry.provisioning.deadletters.web;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some dead letters, newest first.
 *
 * @param nextCursor asks for those that follow; null at the end
 */
record DeadLetterPage(
    List<DeadLetterView> items, @Schema(nullable = true) @Nullable String nextCursor) {}
