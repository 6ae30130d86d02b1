package io.tenantry.provisioning.tenants;

import io.swagger.v3.oas.annotations.media.Schema;
import io.tenantry.registry.TenantStatus;
import java.net.URI;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A tenant as callers see it.
 *
 * @param statusReason why it has this status, where there is something to say
 * @param url where its users find it
 */
@Schema(name = "Tenant")
public record TenantView(
    UUID id,
    String name,
    String schemaName,
    TenantStatus status,
    @Schema(nullable = true) @Nullable String statusReason,
    String type,
    String plan,
    String primaryDomain,
    URI url,
    Instant createdAt,
    @Schema(nullable = true) @Nullable Instant activatedAt,
    @Schema(nullable = true) @Nullable Instant trialEndsAt) {}
