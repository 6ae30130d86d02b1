package io.tenantry.migrations;

import io.tenantry.registry.SchemaVersion;
import java.util.List;

/**
 * All scripts of one tenant type, in the order in which they run.
 *
 * @param type the tenant type
 * @param migrations the versioned scripts, never empty
 * @param seeds the seed scripts, often empty
 */
public record ScriptSet(String type, List<MigrationScript> migrations, List<SeedScript> seeds) {

  /**
   * @throws IllegalArgumentException if there is no migration
   */
  public ScriptSet {
    if (migrations.isEmpty()) {
      throw new IllegalArgumentException("no scripts of type " + type);
    }
    migrations = List.copyOf(migrations);
    seeds = List.copyOf(seeds);
  }

  /** The version of the newest script: what a schema built now is at. */
  public String currentVersion() {
    return migrations.getLast().version();
  }

  /** The same with the hash over all scripts, seeds left out. */
  public SchemaVersion version() {
    return new SchemaVersion(currentVersion(), Fingerprint.of(migrations));
  }
}
