package io.tenantry.migrations;

import java.util.List;
import java.util.Map;

/**
 * Where the scripts of all tenant types are; a type is a folder below each location.
 *
 * @param migrations Flyway locations of versioned scripts, such as {@code classpath:db/tenant}
 * @param seeds Flyway locations of the rows that a new tenant starts with
 * @param placeholders values for {@code ${name}} in scripts, beside Flyway's own
 */
public record ScriptLocations(
    List<String> migrations, List<String> seeds, Map<String, String> placeholders) {

  /** Copies, so that a loaded set never changes. */
  public ScriptLocations {
    migrations = List.copyOf(migrations);
    seeds = List.copyOf(seeds);
    placeholders = Map.copyOf(placeholders);
  }

  /** The places that the module of tenant tables uses unless told otherwise. */
  public static ScriptLocations defaults() {
    return new ScriptLocations(
        List.of("classpath:db/tenant"), List.of("classpath:db/seed"), Map.of());
  }
}
