package io.tenantry.tenancy.routing;

import java.util.UUID;

/** By what a tenant is asked for. */
public sealed interface RouteKey {

  /** By one of its domains, normalised. */
  record OfDomain(String domain) implements RouteKey {}

  /** By the name that people give it. */
  record OfSchemaName(String schemaName) implements RouteKey {}

  /** By what never changes. */
  record OfId(UUID id) implements RouteKey {}
}
