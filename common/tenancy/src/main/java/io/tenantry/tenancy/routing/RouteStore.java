package io.tenantry.tenancy.routing;

import java.util.Optional;

/** Where routes are read from. */
@FunctionalInterface
public interface RouteStore {

  Optional<Route> find(RouteKey key);
}
