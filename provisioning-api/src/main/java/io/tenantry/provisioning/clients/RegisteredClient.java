package io.tenantry.provisioning.clients;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An API client as it is kept: without its key.
 *
 * @param keyId tells keys apart, and nothing of them
 * @param scopes what it may do, by {@link Scope#text()}
 * @param requestsPerMinute its own limit; null for that of the installation, 0 for none
 * @param previousKeyUntil until when the key before the last rotation is good, or was
 */
public record RegisteredClient(
    UUID id,
    String name,
    String keyId,
    List<String> scopes,
    @Nullable Integer requestsPerMinute,
    Instant createdAt,
    @Nullable Instant lastRotatedAt,
    @Nullable Instant previousKeyUntil,
    @Nullable Instant revokedAt) {

  public RegisteredClient {
    scopes = List.copyOf(scopes);
  }

  public boolean isRevoked() {
    return revokedAt != null;
  }
}
