package io.tenantry.migrations;

import io.tenantry.registry.SqlIdentifier;
import org.flywaydb.core.api.CoreMigrationType;
import org.jspecify.annotations.Nullable;

/** One script as Flyway resolved it, with the values of its history row. */
public final class MigrationScript {

  /** What a script is written in. */
  public enum Language {
    /** A file of SQL. */
    SQL(CoreMigrationType.SQL),
    /** A class, which only Flyway can run. */
    JAVA(CoreMigrationType.JDBC);

    private final CoreMigrationType type;

    Language(CoreMigrationType type) {
      this.type = type;
    }

    /** The word in Flyway's history. */
    public String historyType() {
      return type.name();
    }
  }

  private final @Nullable String version;
  private final String description;
  private final String name;
  private final @Nullable Integer checksum;
  private final @Nullable ScriptText text;
  private final @Nullable String obstacle;
  private final boolean namesItsSchema;

  private MigrationScript(
      @Nullable String version,
      String description,
      String name,
      @Nullable Integer checksum,
      @Nullable ScriptText text,
      @Nullable String obstacle) {
    this.version = version;
    this.description = description;
    this.name = name;
    this.checksum = checksum;
    this.text = text;
    this.obstacle = obstacle;
    this.namesItsSchema = text != null && text.namesItsSchema();
  }

  /**
   * @param checksum of the file as it is on disk
   * @param obstacle why it can't be replayed; null if it can
   */
  static MigrationScript sql(
      @Nullable String version,
      String description,
      String name,
      int checksum,
      ScriptText text,
      @Nullable String obstacle) {
    return new MigrationScript(version, description, name, checksum, text, obstacle);
  }

  static MigrationScript java(
      @Nullable String version, String description, String name, @Nullable Integer checksum) {
    return new MigrationScript(
        version, description, name, checksum, null, "a Java migration can't be replayed");
  }

  /** The version as Flyway writes it, for example {@code 003}; null for a repeatable script. */
  public @Nullable String version() {
    return version;
  }

  /** Whether it runs again whenever it has changed, after all that have a version. */
  public boolean repeatable() {
    return version == null;
  }

  /** The description that Flyway derives from the file's name. */
  public String description() {
    return description;
  }

  /** The name in Flyway's history: the path below the location, or a class. */
  public String name() {
    return name;
  }

  /** What it is written in. */
  public Language language() {
    return text == null ? Language.JAVA : Language.SQL;
  }

  /** Flyway's checksum of the script as it is on disk; null where a Java migration has none. */
  public @Nullable Integer checksum() {
    return checksum;
  }

  /**
   * The checksum that Flyway writes for this schema: a repeatable script's counts with its
   * placeholders replaced, so that it runs again when one of them changes.
   */
  public @Nullable Integer checksum(SqlIdentifier schema) {
    return text == null || !repeatable() ? checksum : Integer.valueOf(text.checksum(schema));
  }

  /** Whether it can run within the transaction that builds or migrates a tenant. */
  public boolean replayable() {
    return obstacle == null;
  }

  /** Why it goes through Flyway; null if it does not. */
  public @Nullable String obstacle() {
    return obstacle;
  }

  /** Whether the schema's name is put into the text, so that a rename would leave the old one. */
  public boolean namesItsSchema() {
    return namesItsSchema;
  }

  /** The script as the server gets it for this schema; empty if it is in Java. */
  public String sql(SqlIdentifier schema) {
    return text == null ? "" : text.in(schema);
  }

  @Override
  public String toString() {
    return name;
  }
}
