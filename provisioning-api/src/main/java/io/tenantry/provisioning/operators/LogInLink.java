package io.tenantry.provisioning.operators;

import java.net.URI;
import java.time.Instant;

/**
 * What logs somebody in once.
 *
 * @param url with the secret in it; nobody keeps it
 */
public record LogInLink(URI url, Instant expiresAt) {

  @Override
  public String toString() {
    return "LogInLink[" + expiresAt + "]";
  }
}
