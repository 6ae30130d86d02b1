package io.tenantry.techstore.users;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who logs in.
 *
 * @param email the name to log in with
 * @param lastLoginAt null if that never happened
 */
public record User(
    long id,
    String email,
    String name,
    Role role,
    @Schema(nullable = true) @Nullable Instant lastLoginAt,
    Instant createdAt) {}
