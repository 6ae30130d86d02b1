package io.tenantry.provisioning.history;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who did what, when, and from where.
 *
 * @param actor an API client, or a part of Tenantry
 * @param remoteAddress where the request came from
 * @param tenantId to which tenant, if to one
 * @param detail why, or what exactly
 */
public record AuditEntry(
    long id,
    Instant at,
    String actor,
    @Schema(nullable = true) @Nullable String remoteAddress,
    @Schema(example = "tenant.suspend") String action,
    @Schema(nullable = true) @Nullable UUID tenantId,
    String detail) {}
