package io.tenantry.techstore.access;

import java.time.Instant;
import java.util.UUID;

/**
 * What a tenant's access tokens are signed with (HMAC with SHA-256).
 *
 * @param retiresAt until when it signs
 * @param expiresAt until when it is believed
 */
record SigningKey(UUID id, byte[] secret, Instant retiresAt, Instant expiresAt) {

  boolean signsAt(Instant now) {
    return retiresAt.isAfter(now);
  }

  boolean isBelievedAt(Instant now) {
    return expiresAt.isAfter(now);
  }

  /** Not for logs. */
  @Override
  public String toString() {
    return "SigningKey " + id;
  }
}
