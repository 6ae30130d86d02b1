package io.tenantry.provisioning.signup;

import io.tenantry.registry.SchemaName;

/** No tenant has this schema name, and yet it can't be used. */
public final class NameUnavailableException extends RuntimeException {

  /** What stands in the way. */
  public enum Obstacle {
    /** The database server has a role of that name, which is not ours. */
    ROLE_EXISTS,
    /** The domain that would follow from it belongs to another tenant. */
    DOMAIN_TAKEN
  }

  private final SchemaName name;
  private final Obstacle obstacle;

  /** Says so of a name. */
  public NameUnavailableException(SchemaName name, Obstacle obstacle) {
    super("the schema name " + name + " can't be used: " + obstacle);
    this.name = name;
    this.obstacle = obstacle;
  }

  public SchemaName name() {
    return name;
  }

  public Obstacle obstacle() {
    return obstacle;
  }
}
