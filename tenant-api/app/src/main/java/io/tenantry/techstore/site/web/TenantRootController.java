package io.tenantry.techstore.site.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.security.SecurityRequirements;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tenantry.tenancy.CurrentTenant;
import io.tenantry.tenancy.Tenant;
import io.tenantry.tenancy.web.TenantApi;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Tells which tenant answers. */
@TenantApi
@RestController
@Tag(name = "Shop")
class TenantRootController {

  private static final Map<String, String> LINKS =
      Map.ofEntries(
          Map.entry("products", "/api/products"),
          Map.entry("categories", "/api/categories"),
          Map.entry("currencies", "/api/currencies"),
          Map.entry("deviceBrands", "/api/device-brands"),
          Map.entry("deviceModels", "/api/device-models"),
          Map.entry("customers", "/api/service/customers"),
          Map.entry("devices", "/api/service/devices"),
          Map.entry("orders", "/api/service/orders"),
          Map.entry("users", "/api/users"),
          Map.entry("login", "/api/login"),
          Map.entry("openapi", "/v3/api-docs"));

  private static final String WORKSHOP = "workshop";
  private static final Map<String, String> LINKS_OF_WORKSHOPS = with("benches", "/api/benches");

  private static Map<String, String> with(String name, String path) {
    Map<String, String> links = new HashMap<>(LINKS);
    links.put(name, path);
    return Map.copyOf(links);
  }

  @GetMapping(path = "/", produces = MediaType.APPLICATION_JSON_VALUE)
  @Operation(summary = "Which shop this is")
  @SecurityRequirements
  WhoAmI whoAmI() {
    Tenant tenant = CurrentTenant.get();
    return new WhoAmI(
        tenant.name(),
        tenant.schemaName(),
        tenant.type(),
        tenant.plan(),
        tenant.primaryDomain(),
        tenant.schemaVersion(),
        tenant.type().equals(WORKSHOP) ? LINKS_OF_WORKSHOPS : LINKS);
  }

  record WhoAmI(
      String name,
      String schemaName,
      String type,
      String plan,
      String primaryDomain,
      @Schema(nullable = true) @Nullable String schemaVersion,
      Map<String, String> links) {}
}
