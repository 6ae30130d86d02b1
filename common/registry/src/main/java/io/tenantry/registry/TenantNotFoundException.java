package io.tenantry.registry;

/** There is no tenant of that id, and never was. */
public final class TenantNotFoundException extends RuntimeException {

  private final TenantId id;

  public TenantNotFoundException(TenantId id) {
    super("there is no tenant " + id);
    this.id = id;
  }

  public TenantId id() {
    return id;
  }
}
