package io.tenantry.techstore.users;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who may become a user.
 *
 * @param name as whoever invited wrote it; null for none
 */
public record Invitation(
    long id,
    String email,
    @Schema(nullable = true) @Nullable String name,
    Role role,
    Instant expiresAt) {}
