package io.tenantry.provisioning.impersonation;

import io.tenantry.registry.TenantId;

/** A tenant has as many links that nobody used as it may have. */
public final class TooManyLinksException extends RuntimeException {

  private final int most;

  TooManyLinksException(TenantId tenant, int most) {
    super("tenant " + tenant + " has " + most + " open links");
    this.most = most;
  }

  public int most() {
    return most;
  }
}
