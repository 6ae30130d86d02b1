package io.tenantry.provisioning.clients.web;

import io.swagger.v3.oas.annotations.media.Schema;
import io.tenantry.provisioning.clients.RegisteredClient;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An API client as callers see it.
 *
 * @param keyId names the key in logs; it does not tell it
 * @param requestsPerMinute null for the usual limit, 0 for none
 */
@Schema(name = "ApiClient")
record ClientView(
    UUID id,
    String name,
    String keyId,
    List<String> scopes,
    @Schema(nullable = true) @Nullable Integer requestsPerMinute,
    Instant createdAt,
    @Schema(nullable = true) @Nullable Instant lastRotatedAt,
    @Schema(nullable = true) @Nullable Instant previousKeyUntil,
    @Schema(nullable = true) @Nullable Instant revokedAt) {

  static ClientView of(RegisteredClient client) {
    return new ClientView(
        client.id(),
        client.name(),
        client.keyId(),
        client.scopes(),
        client.requestsPerMinute(),
        client.createdAt(),
        client.lastRotatedAt(),
        client.previousKeyUntil(),
        client.revokedAt());
  }
}
