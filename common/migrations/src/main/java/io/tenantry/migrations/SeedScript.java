package io.tenantry.migrations;

import io.tenantry.registry.SqlIdentifier;

/** Rows that a new tenant starts with; runs after the migrations and leaves no history row. */
public final class SeedScript {

  private final ScriptText text;

  SeedScript(ScriptText text) {
    this.text = text;
  }

  /** The file's name, which decides the order. */
  public String name() {
    return text.file();
  }

  /** The script as the server gets it for this schema. */
  public String sql(SqlIdentifier schema) {
    return text.in(schema);
  }

  boolean namesItsSchema() {
    return text.namesItsSchema();
  }

  @Override
  public String toString() {
    return name();
  }
}
