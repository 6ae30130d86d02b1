package io.tenantry.provisioning.impersonation;

import java.net.URI;
import java.time.Instant;

/**
 * What leads into a tenant's application, once.
 *
 * @param url with the secret behind its {@code #}; nobody keeps it
 */
public record Impersonation(URI url, Instant expiresAt) {

  @Override
  public String toString() {
    return "Impersonation[expiresAt=" + expiresAt + "]";
  }
}
