package io.tenantry.migrations.upgrade;

import io.tenantry.registry.SchemaVersion;
import io.tenantry.registry.SqlIdentifier;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one schema lacks, as of the moment when its history was read.
 *
 * @param from the version that it is at; null if nothing with a version was applied
 * @param to where it will be
 * @param scripts what is to run, in order
 * @param replayable whether all can run in one transaction; otherwise Flyway has to
 * @param seen hash over the history as it was, so that nothing runs on another one
 * @param nextRank the installed rank of the first script
 */
public record MigrationPlan(
    SqlIdentifier schema,
    String type,
    @Nullable String from,
    SchemaVersion to,
    List<PendingScript> scripts,
    boolean replayable,
    long seen,
    int nextRank) {

  /** The same for a schema that is taken to have the same history. */
  public MigrationPlan on(SqlIdentifier other) {
    return new MigrationPlan(other, type, from, to, scripts, replayable, seen, nextRank);
  }

  /** Copies. */
  public MigrationPlan {
    scripts = List.copyOf(scripts);
  }
}
