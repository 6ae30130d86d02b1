package io.tenantry.migrations.upgrade;

import io.tenantry.migrations.MigrationScript;
import io.tenantry.migrations.ScriptSet;
import io.tenantry.registry.SqlIdentifier;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.CoreMigrationType;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.configuration.Configuration;
import org.flywaydb.core.api.output.ValidateOutput;
import org.flywaydb.core.api.pattern.ValidatePattern;
import org.flywaydb.core.api.resolver.ResolvedMigration;
import org.flywaydb.core.extensibility.AppliedMigration;
import org.flywaydb.core.internal.info.MigrationInfoServiceImpl;
import org.flywaydb.core.internal.resolver.CompositeMigrationResolver;
import org.flywaydb.core.internal.resolver.ResolvedMigrationImpl;

/**
 * Judges a history by Flyway's own classes, on rows and scripts that are in memory: what it would
 * run, and what it would refuse, is not a matter of our reading of its rules.
 */
final class FlywayRules {

  /** What {@code flyway migrate} does not mind before it runs, unless told otherwise. */
  private static final ValidatePattern[] IGNORED = {
    ValidatePattern.fromPattern("*:pending"), ValidatePattern.fromPattern("*:future")
  };

  private final Configuration configuration =
      Flyway.configure().skipDefaultResolvers(true).skipDefaultCallbacks(true);
  private final boolean outOfOrder;

  FlywayRules(boolean outOfOrder) {
    this.outOfOrder = outOfOrder;
  }

  /**
   * @param schema makes the checksums of scripts that name their schema
   * @param history as {@link Applied#TEXT} gives it
   */
  Verdict judge(ScriptSet set, SqlIdentifier schema, String history) {
    try {
      return judge(set, schema, Applied.rows(history));
    } catch (FlywayException | IllegalArgumentException e) {
      return new Verdict.Refused(oneLine(String.valueOf(e.getMessage())));
    }
  }

  private Verdict judge(ScriptSet set, SqlIdentifier schema, List<AppliedMigration> applied) {
    var info = info(set, schema, applied);
    List<ValidateOutput> invalid = info.validate();
    if (!invalid.isEmpty()) {
      return new Verdict.Refused(
          invalid.stream()
              .map(output -> oneLine(output.errorDetails.errorMessage))
              .distinct()
              .collect(Collectors.joining(" ")));
    }
    MigrationInfo current = info.current();
    String from =
        current == null || !current.isVersioned() ? null : current.getVersion().toString();
    if (info.future().length > 0) {
      return new Verdict.Refused(
          "%s: the schema is at version %s, the newest script here has version %s"
              .formatted(SchemaState.Refused.NEWER, from, set.currentVersion()));
    }
    Map<String, MigrationScript> byName =
        set.migrations().stream()
            .collect(Collectors.toMap(MigrationScript::name, Function.identity()));
    Set<String> ran = new HashSet<>();
    applied.stream()
        .filter(row -> row.getVersion() == null)
        .forEach(row -> ran.add(row.getDescription()));
    List<PendingScript> pending =
        Arrays.stream(info.pending())
            .map(found -> byName.get(found.getScript()))
            .map(script -> new PendingScript(script, isIn(ran, script)))
            .toList();
    return pending.isEmpty()
        ? new Verdict.Current()
        : new Verdict.Behind(from, pending, applied.isEmpty() ? 1 : nextRank(applied));
  }

  private static boolean isIn(Set<String> ran, MigrationScript script) {
    return script.repeatable() && ran.contains(script.description());
  }

  private static int nextRank(List<AppliedMigration> applied) {
    return applied.getLast().getInstalledRank() + 1;
  }

  private MigrationInfoServiceImpl info(
      ScriptSet set, SqlIdentifier schema, List<AppliedMigration> applied) {
    List<ResolvedMigration> resolved =
        set.migrations().stream().map(script -> resolved(script, schema)).toList();
    var resolver =
        new CompositeMigrationResolver(
            null, null, configuration, null, null, null, null, context -> resolved);
    var info =
        new MigrationInfoServiceImpl(
            resolver,
            new HistoryInMemory(applied),
            null,
            configuration,
            MigrationVersion.LATEST,
            outOfOrder,
            IGNORED,
            null);
    info.refresh();
    return info;
  }

  private static ResolvedMigration resolved(MigrationScript script, SqlIdentifier schema) {
    return new ResolvedMigrationImpl(
        script.version() == null ? null : MigrationVersion.fromVersion(script.version()),
        script.description(),
        script.name(),
        script.checksum(schema),
        script.repeatable() ? script.checksum() : null,
        CoreMigrationType.fromString(script.language().historyType()),
        script.name(),
        null);
  }

  private static String oneLine(String message) {
    return message.strip().replaceAll("\\s*\\R\\s*", " ");
  }
}
