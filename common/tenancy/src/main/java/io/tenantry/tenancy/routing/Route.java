package io.tenantry.tenancy.routing;

import io.tenantry.tenancy.Tenant;

/**
 * Where a domain leads.
 *
 * @param redirect whether the domain only leads on to the tenant's primary one
 * @param sequence of the tenant's newest event when this was read
 */
public record Route(Tenant tenant, RouteStatus status, boolean redirect, long sequence) {}
