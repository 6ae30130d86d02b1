package io.tenantry.registry;

/** The tenant has changed since it was seen. */
public final class StaleVersionException extends RuntimeException {

  private final long version;

  StaleVersionException(TenantId id, long version) {
    super("tenant " + id + " is at version " + version);
    this.version = version;
  }

  /** Which the tenant has now. */
  public long version() {
    return version;
  }
}
