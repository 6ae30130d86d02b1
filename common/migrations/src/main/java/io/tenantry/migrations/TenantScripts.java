package io.tenantry.migrations;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/**
 * The scripts of all tenant types. A type is read once, on first use, without a database; whatever
 * can't be used is refused then, so ask for the types that matter at start-up.
 */
public final class TenantScripts {

  private static final Pattern TYPE = Pattern.compile("[a-z][a-z0-9_-]{0,54}");

  private final ScriptLocations locations;
  private final FlywayScripts flyway;
  private final Map<String, ScriptSet> loaded = new ConcurrentHashMap<>();

  /** Reads resources with the class loader of this library, which sees nested and added jars. */
  public TenantScripts(ScriptLocations locations) {
    this(locations, TenantScripts.class.getClassLoader());
  }

  /** Reads resources with a class loader of the caller's choice. */
  public TenantScripts(ScriptLocations locations, ClassLoader classLoader) {
    this.locations = locations;
    this.flyway = new FlywayScripts(classLoader, locations.placeholders());
  }

  /**
   * The scripts of a type.
   *
   * @throws UnknownTenantTypeException if there are none
   * @throws UnusableScriptException if a file is none, or can't be run
   */
  public ScriptSet of(String type) {
    return loaded.computeIfAbsent(type, this::load);
  }

  /** The version of the newest script of a type. */
  public String currentVersion(String type) {
    return of(type).currentVersion();
  }

  /** Flyway with a type's scripts, for what can't be replayed. */
  public FluentConfiguration flyway(String type) {
    return flyway.configuration(locations.migrationsOf(type));
  }

  private ScriptSet load(String type) {
    if (!TYPE.matcher(type).matches()) {
      throw new UnknownTenantTypeException(type, locations);
    }
    for (String folder : locations.foldersOf(type)) {
      if (flyway.migrations(ScriptLocations.in(locations.migrations(), folder)).isEmpty()) {
        throw new UnknownTenantTypeException(type, locations);
      }
    }
    var migrations = flyway.migrations(locations.migrationsOf(type));
    if (migrations.stream().allMatch(MigrationScript::repeatable)) {
      throw new UnknownTenantTypeException(type, locations);
    }
    var seeds = flyway.seeds(ScriptLocations.in(locations.seeds(), type));
    return new ScriptSet(type, migrations, seeds);
  }
}
