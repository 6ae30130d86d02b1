package io.tenantry.migrations;

import static io.tenantry.migrations.ScriptText.SOME_SCHEMA;

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
import org.flywaydb.core.internal.resolver.ChecksumCalculator;
import org.flywaydb.core.internal.resolver.CompositeMigrationResolver;
import org.flywaydb.core.internal.scanner.Scanner;
import org.flywaydb.core.internal.sqlscript.SqlScriptFactory;
import org.flywaydb.core.internal.sqlscript.SqlScriptMetadata;
import org.flywaydb.database.postgresql.PostgreSQLDatabaseType;

/**
 * Finds scripts with Flyway's own scanner and resolver, so that order, versions, descriptions and
 * checksums are Flyway's. No connection is needed.
 */
final class FlywayScripts {

  private static final String FILESYSTEM = "filesystem:";
  private static final String CONF = ".conf";

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
        .map(resource -> new SeedScript(checked(text(resource, true))))
        .toList();
  }

  private List<MigrationScript> resolve(FluentConfiguration configuration) {
    var scanner = scanner(configuration);
    var context = new ParsingContext();
    // What a repeatable script's checksum is made of; each schema's own is made of its own name.
    context.getPlaceholders().putAll(ScriptText.flywayValues("", SOME_SCHEMA.value()));
    var scriptFactory = new PostgreSQLDatabaseType().createSqlScriptFactory(configuration, context);
    var resolver =
        new CompositeMigrationResolver(
            scanner, scanner, configuration, null, scriptFactory, context, null);
    var found = new HashSet<String>();
    var scripts = new ArrayList<MigrationScript>();
    for (ResolvedMigration migration : resolver.resolveMigrations(configuration)) {
      found.add(migration.getScript());
      found.add(migration.getScript() + CONF);
      scripts.add(script(migration, scanner, context, scriptFactory, configuration));
    }
    refuseLeftOvers(scanner, found);
    return scripts;
  }

  private MigrationScript script(
      ResolvedMigration migration,
      Scanner<JavaMigration> scanner,
      ParsingContext context,
      SqlScriptFactory scriptFactory,
      FluentConfiguration configuration) {
    var version = migration.getVersion() == null ? null : migration.getVersion().toString();
    var name = migration.getScript();
    if (migration.getType() == CoreMigrationType.JDBC) {
      return MigrationScript.java(
          version, migration.getDescription(), name, migration.getChecksum());
    }
    if (migration.getType() != CoreMigrationType.SQL) {
      throw new UnusableScriptException(
          name, "is neither SQL nor a Java migration, but type " + migration.getType());
    }
    var resource = scanner.getResource(name);
    var settings = settings(name, scanner, configuration);
    boolean replaces = !Boolean.FALSE.equals(settings.placeholderReplacement());
    var text = checked(text(resource, replaces));
    context.getPlaceholders().putAll(ScriptText.flywayValues(text.file(), SOME_SCHEMA.value()));
    var obstacle =
        ReplayableStatements.obstacle(
            text.file(),
            scriptFactory.createSqlScript(resource, true, scanner),
            settings.executeInTransaction());
    return MigrationScript.sql(
        version,
        migration.getDescription(),
        name,
        ChecksumCalculator.calculate(resource),
        text,
        obstacle);
  }

  private static SqlScriptMetadata settings(
      String name, Scanner<JavaMigration> scanner, FluentConfiguration configuration) {
    var settings =
        SqlScriptMetadata.fromResource(scanner.getResource(name + CONF), null, configuration);
    if (settings.encoding() != null) {
      throw new UnusableScriptException(name, "must be UTF-8: " + CONF + " names an encoding");
    }
    return settings;
  }

  /**
   * Callbacks, undo scripts, settings of nothing, misnamed files: Flyway would skip or use them.
   */
  private static void refuseLeftOvers(Scanner<JavaMigration> scanner, Set<String> found) {
    for (LoadableResource resource : scanner.getResources("", ".sql", CONF, ".SQL")) {
      if (!found.contains(resource.getRelativePath())) {
        throw new UnusableScriptException(
            resource.getRelativePath(),
            "is not a script such as V001__create_x.sql or R__y.sql, and not the .conf of one");
      }
    }
  }

  private ScriptText text(LoadableResource resource, boolean replaces) {
    try (Reader reader = resource.read()) {
      var content = reader.readAllAsString();
      var withoutMark = content.startsWith("\uFEFF") ? content.substring(1) : content;
      return new ScriptText(resource.getFilename(), withoutMark, placeholders, replaces);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ScriptText checked(ScriptText text) {
    try {
      text.in(SOME_SCHEMA);
      return text;
    } catch (FlywayException e) {
      throw new UnusableScriptException(text.file(), String.valueOf(e.getMessage()), e);
    }
  }

  /** Flyway with these scripts, for what it has to run itself. */
  FluentConfiguration configuration(List<String> locations) {
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
