package io.tenantry.registry;

/** Another tenant that is not deleted has this schema name. */
public final class SchemaNameTakenException extends RuntimeException {

  private final SchemaName name;

  SchemaNameTakenException(SchemaName name) {
    super("the schema name " + name + " is taken");
    this.name = name;
  }

  public SchemaName name() {
    return name;
  }
}
