package io.tenantry.provisioning.history;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who did what, when, and from where.
 *
 * @param actor an API client, {@code operator:} and an operator's name, or a part of Tenantry
 * @param remoteAddress where the request came from
 * @param tenantId to which tenant, if to one
 * @param detail why, or what exactly
 * @param outcome {@code done}, or {@code refused} for what somebody tried in vain
 */
public record AuditEntry(
    long id,
    Instant at,
    String actor,
    @Schema(nullable = true) @Nullable String remoteAddress,
    @Schema(example = "tenant.suspend") String action,
    @Schema(nullable = true) @Nullable UUID tenantId,
    String detail,
    @Schema(allowableValues = {"done", "refused"}) String outcome) {}
