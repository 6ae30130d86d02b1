package io.tenantry.migrations;

import io.tenantry.registry.SqlIdentifier;

/** One versioned script as Flyway resolved it, with the values of its history row. */
public final class MigrationScript {

  private final String version;
  private final String description;
  private final String name;
  private final int checksum;
  private final ScriptText text;

  MigrationScript(String version, String description, String name, int checksum, ScriptText text) {
    this.version = version;
    this.description = description;
    this.name = name;
    this.checksum = checksum;
    this.text = text;
  }

  /** The version as Flyway writes it, for example {@code 003}. */
  public String version() {
    return version;
  }

  /** The description that Flyway derives from the file's name. */
  public String description() {
    return description;
  }

  /** The name in Flyway's history: the path below the location. */
  public String name() {
    return name;
  }

  /** Flyway's checksum of the script as it is on disk. */
  public int checksum() {
    return checksum;
  }

  /** The script as the server gets it for this schema. */
  public String sql(SqlIdentifier schema) {
    return text.in(schema);
  }

  @Override
  public String toString() {
    return name;
  }
}
