package io.tenantry.tenancy.routing;

import io.tenantry.tenancy.Tenant;
import org.jspecify.annotations.Nullable;

/**
 * Where a domain leads.
 *
 * @param redirect whether the domain only leads on to the tenant's primary one
 * @param sequence of the tenant's newest event when this was read
 * @param maintenance of a tenant in maintenance, the SHA-256 of the token that leads past it, in
 *     hexadecimal; else null
 */
public record Route(
    Tenant tenant,
    RouteStatus status,
    boolean redirect,
    long sequence,
    @Nullable String maintenance) {

  /** Of a tenant that is not in maintenance. */
  public Route(Tenant tenant, RouteStatus status, boolean redirect, long sequence) {
    this(tenant, status, redirect, sequence, null);
  }
}
