package io.tenantry.worker.spares;

import io.tenantry.registry.SchemaVersion;
import io.tenantry.registry.SqlIdentifier;
import io.tenantry.registry.Tenant;

/** What became of the wish for a spare. */
sealed interface Claim {

  /** The tenant is to get this one. */
  record Given(Tenant tenant, SqlIdentifier spare, SchemaVersion version) implements Claim {}

  /** There is none of the type that the tenant could have. */
  record OutOfStock(String type) implements Claim {}

  /**
   * The tenant gets none: it does not wait to be built from scripts, or the message has been worked
   * off before.
   */
  record NotWanted() implements Claim {}
}
