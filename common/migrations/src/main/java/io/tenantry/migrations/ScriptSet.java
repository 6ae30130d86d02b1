package io.tenantry.migrations;

import io.tenantry.registry.SchemaVersion;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * All scripts of one tenant type, in the order in which they run.
 *
 * @param type the tenant type
 * @param migrations the versioned scripts, of which there is at least one, and after them those
 *     that may be repeated
 * @param seeds the seed scripts, often empty
 */
public record ScriptSet(String type, List<MigrationScript> migrations, List<SeedScript> seeds) {

  /**
   * @throws IllegalArgumentException if there is no versioned migration
   */
  public ScriptSet {
    if (migrations.stream().allMatch(MigrationScript::repeatable)) {
      throw new IllegalArgumentException("no versioned scripts of type " + type);
    }
    migrations = List.copyOf(migrations);
    seeds = List.copyOf(seeds);
  }

  /** The version of the newest script: what a schema built now is at. */
  public String currentVersion() {
    return migrations.stream()
        .map(MigrationScript::version)
        .filter(Objects::nonNull)
        .reduce((earlier, later) -> later)
        .orElseThrow();
  }

  /** The same with the hash over all scripts, seeds left out. */
  public SchemaVersion version() {
    return new SchemaVersion(currentVersion(), Fingerprint.of(migrations));
  }

  /** Whether all can run in one transaction; otherwise such tenants are built by Flyway. */
  public boolean replayable() {
    return obstacle().isEmpty();
  }

  /** The first script that can't be replayed. */
  public Optional<MigrationScript> obstacle() {
    return migrations.stream().filter(script -> !script.replayable()).findFirst();
  }

  /**
   * Whether a script puts the schema's name into what it makes. Such a schema can't be built under
   * one name and be given another.
   */
  public boolean namesItsSchema() {
    return migrations.stream().anyMatch(MigrationScript::namesItsSchema)
        || seeds.stream().anyMatch(SeedScript::namesItsSchema);
  }
}
