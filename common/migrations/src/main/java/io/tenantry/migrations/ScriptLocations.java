package io.tenantry.migrations;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Where the scripts of all tenant types are. A type is a folder of its name below each location,
 * unless it shares scripts with others.
 *
 * @param migrations Flyway locations of versioned scripts, such as {@code classpath:db/tenant}
 * @param seeds Flyway locations of the rows that a new tenant starts with; they are each type's own
 * @param placeholders values for {@code ${name}} in scripts, beside Flyway's own
 * @param folders by type, the folders of versioned scripts of which it consists, where these are
 *     others than the one of its name
 */
public record ScriptLocations(
    List<String> migrations,
    List<String> seeds,
    Map<String, String> placeholders,
    Map<String, List<String>> folders) {

  /** Copies, so that a loaded set never changes. */
  public ScriptLocations {
    migrations = List.copyOf(migrations);
    seeds = List.copyOf(seeds);
    placeholders = Map.copyOf(placeholders);
    folders =
        folders.entrySet().stream()
            .collect(
                Collectors.toUnmodifiableMap(Map.Entry::getKey, e -> List.copyOf(e.getValue())));
  }

  /** Where no type shares scripts with others. */
  public ScriptLocations(
      List<String> migrations, List<String> seeds, Map<String, String> placeholders) {
    this(migrations, seeds, placeholders, Map.of());
  }

  /** The places that the module of tenant tables uses unless told otherwise. */
  public static ScriptLocations defaults() {
    return new ScriptLocations(
        List.of("classpath:db/tenant"), List.of("classpath:db/seed"), Map.of());
  }

  /** The folders of a type. */
  List<String> foldersOf(String type) {
    return folders.getOrDefault(type, List.of(type));
  }

  /** All Flyway locations of a type's versioned scripts. */
  public List<String> migrationsOf(String type) {
    return foldersOf(type).stream().flatMap(folder -> in(migrations, folder).stream()).toList();
  }

  static List<String> in(List<String> locations, String folder) {
    return locations.stream().map(location -> location + "/" + folder).toList();
  }
}
