package io.tenantry.provisioning.maintenance.web;

import io.swagger.v3.oas.annotations.media.Schema;
import io.tenantry.provisioning.maintenance.Bypass;
import java.net.URI;

/**
 * What leads past a tenant's maintenance.
 *
 * @param bypassUrl for a browser; shown in this answer only
 */
@Schema(name = "Maintenance")
record BypassView(
    @Schema(
            example =
                "https://tienda1.example.com/?tenantry-bypass=k3qXo0bq1d8h5m4Zt2rVw9yBnJpLsUeCfGaTiHxQzYM")
        URI bypassUrl) {

  static BypassView of(Bypass bypass) {
    return new BypassView(bypass.url());
  }

  @Override
  public String toString() {
    return "BypassView[]";
  }
}
