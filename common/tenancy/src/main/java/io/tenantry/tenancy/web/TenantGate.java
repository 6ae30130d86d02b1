package io.tenantry.tenancy.web;

import io.tenantry.problems.ProblemException;
import io.tenantry.tenancy.Tenant;
import io.tenantry.tenancy.TenantScope;
import io.tenantry.tenancy.routing.Route;
import io.tenantry.tenancy.routing.RouteKey;
import io.tenantry.tenancy.routing.Routes;
import io.tenantry.tenancy.routing.RoutingUnavailableException;
import java.util.Optional;
import org.springframework.http.HttpStatus;

/** Lets requests through to tenants that are served, and says why not to the others. */
final class TenantGate {

  private static final String RETRY_SECONDS = "2";
  private static final String MAINTENANCE_SECONDS = "60";

  private final Routes routes;
  private final ServedVersions versions;
  private final Passage unknown;

  TenantGate(Routes routes, ServedVersions versions, ResolverProperties.Unknown unknown) {
    this.routes = routes;
    this.versions = versions;
    this.unknown =
        switch (unknown) {
          case NOT_FOUND -> new Passage.Unknown();
          case PUBLIC_SITE -> new Passage.Through(new TenantScope.InPublic());
        };
  }

  /** What becomes of a request that is not refused. */
  sealed interface Passage {

    /** It is served. */
    record Through(TenantScope scope) implements Passage {}

    /** It is sent on to the tenant's primary domain. */
    record Onward(String domain) implements Passage {}

    /** There is no such tenant. */
    record Unknown() implements Passage {}
  }

  /**
   * @param bypass what the request has to get past a tenant's maintenance
   * @throws ProblemException for whoever is not let through
   */
  Passage enter(Destination destination, MaintenanceBypass bypass) {
    return switch (destination) {
      case Destination.PublicSite _ -> new Passage.Through(new TenantScope.InPublic());
      case Destination.Nobody _ -> unknown;
      case Destination.OfDomain(String domain) ->
          find(new RouteKey.OfDomain(domain))
              .map(route -> passage(domain, route, bypass))
              .orElse(unknown);
      case Destination.OfTenant(String name, _) ->
          find(new RouteKey.OfSchemaName(name))
              .map(route -> through(served(route, bypass)))
              .orElse(unknown);
    };
  }

  private Passage passage(String domain, Route route, MaintenanceBypass bypass) {
    Tenant tenant = served(route, bypass);
    return route.redirect() && !tenant.primaryDomain().equals(domain)
        ? new Passage.Onward(tenant.primaryDomain())
        : through(tenant);
  }

  private Passage through(Tenant tenant) {
    return new Passage.Through(new TenantScope.InTenant(atServedVersion(tenant)));
  }

  /** Decided anew when the event tells of the migration; nothing is asked for it. */
  private Tenant atServedVersion(Tenant tenant) {
    if (!versions.include(tenant)) {
      throw new ProblemException(
              HttpStatus.SERVICE_UNAVAILABLE,
              "tenant-being-upgraded",
              "This tenant is being upgraded; it will be here in a moment.")
          .header("Retry-After", RETRY_SECONDS);
    }
    return tenant;
  }

  private Optional<Route> find(RouteKey key) {
    try {
      return routes.find(key);
    } catch (RoutingUnavailableException e) {
      throw new ProblemException(
              HttpStatus.SERVICE_UNAVAILABLE,
              "routing-unavailable",
              "It can't be told at the moment whose domain this is.",
              e)
          .header("Retry-After", RETRY_SECONDS);
    }
  }

  private static Tenant served(Route route, MaintenanceBypass bypass) {
    return switch (route.status()) {
      case ACTIVE, TRIAL -> {
        if (!bypass.leadsPast(route.maintenance())) {
          throw new ProblemException(
                  HttpStatus.SERVICE_UNAVAILABLE,
                  "maintenance",
                  "This tenant is being worked on; try again later.")
              .header("Retry-After", MAINTENANCE_SECONDS);
        }
        yield route.tenant();
      }
      case PENDING ->
          throw new ProblemException(
                  HttpStatus.SERVICE_UNAVAILABLE,
                  "tenant-pending",
                  "This tenant is being set up; it will be here in a moment.")
              .header("Retry-After", RETRY_SECONDS);
      case FAILED ->
          throw new ProblemException(
              HttpStatus.SERVICE_UNAVAILABLE,
              "tenant-failed",
              "This tenant could not be set up; its operator knows.");
      case SUSPENDED ->
          throw new ProblemException(
              HttpStatus.FORBIDDEN, "tenant-suspended", "This tenant is suspended.");
      case DELETING, DELETED ->
          throw new ProblemException(
              HttpStatus.GONE, "tenant-gone", "This tenant is no longer here.");
    };
  }
}
