package io.tenantry.provisioning.impersonation.web;

import io.swagger.v3.oas.annotations.media.Schema;
import io.tenantry.provisioning.impersonation.Impersonation;
import java.net.URI;
import java.time.Instant;

/**
 * What leads into a tenant's application, once.
 *
 * @param url for a browser; shown in this answer only
 */
@Schema(name = "Impersonation")
record ImpersonationView(
    @Schema(
            example =
                "https://tienda1.example.com/impersonation.html#k3qXo0bq1d8h5m4Zt2rVw9yBnJpLsUeCfGaTiHxQzYM")
        URI url,
    Instant expiresAt) {

  static ImpersonationView of(Impersonation made) {
    return new ImpersonationView(made.url(), made.expiresAt());
  }

  @Override
  public String toString() {
    return "ImpersonationView[expiresAt=" + expiresAt + "]";
  }
}
