package io.tenantry.registry;

/** The tenant can't be restored any more: its schema is being dropped. */
public final class DropStartedException extends RuntimeException {

  DropStartedException(TenantId id) {
    super("the drop of tenant " + id + " has started");
  }
}
