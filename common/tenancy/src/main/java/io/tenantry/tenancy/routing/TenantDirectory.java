package io.tenantry.tenancy.routing;

import io.tenantry.tenancy.Tenant;
import java.util.Optional;
import java.util.UUID;

/** Tenants for code that no request brings to one, such as listeners and jobs. */
public final class TenantDirectory {

  private static final long NO_ROLE = 0;

  private final Routes routes;
  private final RouteStore store;

  TenantDirectory(Routes routes, RouteStore store) {
    this.routes = routes;
    this.store = store;
  }

  /** As the control plane has it now; empty if it has no schema (yet, or any more). */
  public Optional<Tenant> find(UUID id) {
    return store
        .find(new RouteKey.OfId(id))
        .map(Route::tenant)
        .filter(tenant -> tenant.roleId() != NO_ROLE);
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
