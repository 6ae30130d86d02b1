package io.tenantry.migrations;

import io.tenantry.registry.SqlIdentifier;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.CoreMigrationType;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.core.api.migration.JavaMigration;
import org.flywaydb.core.api.resolver.ResolvedMigration;
import org.flywaydb.core.api.resource.LoadableResource;
import org.flywaydb.core.internal.parser.ParsingContext;
import org.flywaydb.core.internal.resolver.CompositeMigrationResolver;
import org.flywaydb.core.internal.scanner.Scanner;
import org.flywaydb.database.postgresql.PostgreSQLDatabaseType;

/**
 * Finds scripts with Flyway's own scanner and resolver, so that order, versions, descriptions and
 * checksums are Flyway's. No connection is needed.
 */
final class FlywayScripts {

  private static final String FILESYSTEM = "filesystem:";

  private final ClassLoader classLoader;
  private final Map<String, String> placeholders;

  FlywayScripts(ClassLoader classLoader, Map<String, String> placeholders) {
    this.classLoader = classLoader;
    this.placeholders = placeholders;
  }

  List<MigrationScript> migrations(List<String> locations) {
    if (locations.stream().noneMatch(FlywayScripts::mayExist)) {
      return List.of();
    }
    try {
      return resolve(configuration(locations));
    } catch (FlywayException e) {
      throw new UnusableScriptException(locations.toString(), String.valueOf(e.getMessage()), e);
    }
  }

  List<SeedScript> seeds(List<String> locations) {
    if (locations.stream().noneMatch(FlywayScripts::mayExist)) {
      return List.of();
    }
    return scanner(configuration(locations)).getResources("", ".sql").stream()
        .sorted(
            Comparator.comparing(LoadableResource::getFilename)
                .thenComparing(LoadableResource::getRelativePath))
        .map(resource -> new SeedScript(checked(text(resource))))
        .toList();
  }

  private List<MigrationScript> resolve(FluentConfiguration configuration) {
    var scanner = scanner(configuration);
    var context = new ParsingContext();
    var scriptFactory = new PostgreSQLDatabaseType().createSqlScriptFactory(configuration, context);
    var resolver =
        new CompositeMigrationResolver(
            scanner, scanner, configuration, null, scriptFactory, context, null);
    var found = new HashSet<String>();
    var scripts = new ArrayList<MigrationScript>();
    for (ResolvedMigration migration : resolver.resolveMigrations(configuration)) {
      found.add(migration.getScript());
      refuseOtherKinds(migration);
      var resource = scanner.getResource(migration.getScript());
      var text = checked(text(resource));
      context.getPlaceholders().putAll(ScriptText.flywayValues(text.file(), "tenant"));
      ReplayableStatements.check(
          text.file(), scriptFactory.createSqlScript(resource, true, scanner));
      scripts.add(
          new MigrationScript(
              migration.getVersion().toString(),
              migration.getDescription(),
              migration.getScript(),
              migration.getChecksum(),
              text));
    }
    refuseLeftOvers(scanner, found);
    return scripts;
  }

  private static void refuseOtherKinds(ResolvedMigration migration) {
    if (migration.getVersion() == null) {
      throw new UnusableScriptException(
          migration.getScript(), "repeatable scripts can't be replayed");
    }
    if (migration.getType() != CoreMigrationType.SQL) {
      throw new UnusableScriptException(
          migration.getScript(),
          "only versioned SQL scripts can be replayed, not type " + migration.getType());
    }
  }

  /** Callbacks, undo scripts, script settings and misnamed files: Flyway would skip or use them. */
  private static void refuseLeftOvers(Scanner<JavaMigration> scanner, Set<String> found) {
    for (LoadableResource resource : scanner.getResources("", ".sql", ".conf", ".SQL")) {
      if (!found.contains(resource.getRelativePath())) {
        throw new UnusableScriptException(
            resource.getRelativePath(), "is not a versioned script such as V001__create_x.sql");
      }
    }
  }

  private ScriptText text(LoadableResource resource) {
    try (Reader reader = resource.read()) {
      var content = reader.readAllAsString();
      var withoutMark = content.startsWith("\uFEFF") ? content.substring(1) : content;
      return new ScriptText(resource.getFilename(), withoutMark, placeholders);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ScriptText checked(ScriptText text) {
    try {
      text.in(new SqlIdentifier("tenant"));
      return text;
    } catch (FlywayException e) {
      throw new UnusableScriptException(text.file(), String.valueOf(e.getMessage()), e);
    }
  }

  private FluentConfiguration configuration(List<String> locations) {
    return Flyway.configure(classLoader)
        .locations(locations.stream().filter(FlywayScripts::mayExist).toArray(String[]::new))
        .placeholders(placeholders)
        .failOnMissingLocations(false)
        .mixed(true);
  }

  /** A type needs scripts in one location only; Flyway logs an error for every missing folder. */
  private static boolean mayExist(String location) {
    return !location.startsWith(FILESYSTEM)
        || Files.isDirectory(Path.of(location.substring(FILESYSTEM.length())));
  }

  private static Scanner<JavaMigration> scanner(FluentConfiguration configuration) {
    return new Scanner<>(JavaMigration.class, configuration, configuration.getLocations());
  }
}
