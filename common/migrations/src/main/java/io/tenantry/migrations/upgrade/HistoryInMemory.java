package io.tenantry.migrations.upgrade;

import java.util.List;
import java.util.concurrent.Callable;
import org.flywaydb.core.api.MigrationPattern;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.output.RepairResult;
import org.flywaydb.core.api.resolver.ResolvedMigration;
import org.flywaydb.core.extensibility.AppliedMigration;
import org.flywaydb.core.extensibility.MigrationType;
import org.flywaydb.core.internal.schemahistory.SchemaHistory;
import org.jspecify.annotations.Nullable;

/** Rows that were read before, in the shape in which Flyway wants a history; read only. */
final class HistoryInMemory extends SchemaHistory {

  private final List<AppliedMigration> rows;

  HistoryInMemory(List<AppliedMigration> rows) {
    this.rows = rows;
  }

  @Override
  public List<AppliedMigration> allAppliedMigrations() {
    return rows;
  }

  @Override
  public boolean exists() {
    return true;
  }

  @Override
  public <T> T lock(Callable<T> callable) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void create(boolean baseline) {
    throw new UnsupportedOperationException();
  }

  @Override
  public boolean removeFailedMigrations(RepairResult result, MigrationPattern[] patterns) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void update(AppliedMigration applied, ResolvedMigration resolved) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void delete(AppliedMigration applied) {
    throw new UnsupportedOperationException();
  }

  @Override
  protected void doAddAppliedMigration(
      int rank,
      @Nullable MigrationVersion version,
      String description,
      MigrationType type,
      String script,
      @Nullable Integer checksum,
      int executionTime,
      boolean success) {
    throw new UnsupportedOperationException();
  }
}
