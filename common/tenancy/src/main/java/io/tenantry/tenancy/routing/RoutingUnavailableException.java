package io.tenantry.tenancy.routing;

import org.jspecify.annotations.Nullable;

/** Nobody can tell at the moment to whom a domain belongs. */
public final class RoutingUnavailableException extends RuntimeException {

  RoutingUnavailableException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
