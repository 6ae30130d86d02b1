package io.tenantry.techstore.access;

import io.tenantry.techstore.users.Role;
import java.time.Instant;

/**
 * What one of the platform's people gets who comes by a link: no refresh token, since it is over
 * when the access token is.
 *
 * @param accessToken for {@code Authorization: Bearer}
 * @param expiresIn seconds that the access token is good for
 * @param actor who it is, as the platform's audit log and this shop's notes call him
 * @param role whose permissions he has
 */
public record Impersonation(
    String accessToken,
    String tokenType,
    long expiresIn,
    Instant expiresAt,
    String actor,
    Role role) {

  /** Not for logs. */
  @Override
  public String toString() {
    return "Impersonation of " + actor;
  }
}
