package io.tenantry.registry;

/** The tenant is being renamed already, to another name. */
public final class RenamePendingException extends RuntimeException {

  private final SchemaName name;

  RenamePendingException(TenantId id, SchemaName name) {
    super("tenant " + id + " is being renamed to " + name);
    this.name = name;
  }

  /** The name that it is getting. */
  public SchemaName name() {
    return name;
  }
}
