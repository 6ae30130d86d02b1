package io.tenantry.tenancy.routing;

import io.tenantry.tenancy.Tenant;

/**
 * Where a domain leads.
 *
 * @param sequence of the tenant's newest event when this was read
 */
public record Route(Tenant tenant, RouteStatus status, long sequence) {}
