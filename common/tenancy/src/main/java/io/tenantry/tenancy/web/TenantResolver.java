package io.tenantry.tenancy.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/**
 * A way to tell for whom a request is. A bean of yours is asked before the configured ones unless
 * it has an order among them; the first that has an answer decides.
 */
@FunctionalInterface
public interface TenantResolver {

  /** Empty if this resolver can't tell. */
  Optional<Destination> resolve(HttpServletRequest request);
}
