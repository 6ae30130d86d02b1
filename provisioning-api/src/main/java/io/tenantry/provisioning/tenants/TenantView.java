package io.tenantry.provisioning.tenants;

import com.fasterxml.jackson.annotation.JsonInclude;
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
 * @param contact who signed up, or whom the operator turns to since
 * @param dropAfter until when it can be restored, of a tenant that is or was DELETING
 * @param renamingTo the schema name that it is getting
 * @param cloneOf whose copy it was made as
 * @param maintenanceSince since when its users are kept out, where they are
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
    @Schema(nullable = true) @Nullable ContactView contact,
    Instant createdAt,
    @Schema(nullable = true) @Nullable Instant activatedAt,
    @Schema(nullable = true) @Nullable Instant trialEndsAt,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Instant dropAfter,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String renamingTo,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable UUID cloneOf,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Instant maintenanceSince) {

  /** A person at the customer's. */
  @Schema(name = "Contact")
  public record ContactView(
      @Schema(nullable = true) @Nullable String name,
      @Schema(nullable = true) @Nullable String email) {}
}
