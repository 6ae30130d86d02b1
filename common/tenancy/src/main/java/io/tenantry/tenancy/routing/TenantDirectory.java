package io.tenantry.tenancy.routing;

import io.tenantry.tenancy.Tenant;
import java.util.Optional;
import java.util.UUID;

/** Tenants for code that no request brings to one, such as listeners and jobs. */
public final class TenantDirectory {

  private final Routes routes;

  TenantDirectory(Routes routes) {
    this.routes = routes;
  }

  /**
   * The tenant of this id, if it is there and served: active or in its trial. What is remembered of
   * it is as old as routes may be.
   *
   * @throws RoutingUnavailableException if that is neither known nor to be found out in time
   */
  public Optional<Tenant> served(UUID id) {
    return routes
        .find(new RouteKey.OfId(id))
        .filter(route -> route.status().isServed())
        .map(Route::tenant);
  }
}
