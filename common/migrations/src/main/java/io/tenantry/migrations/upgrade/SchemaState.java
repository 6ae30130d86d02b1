package io.tenantry.migrations.upgrade;

import io.tenantry.registry.SchemaVersion;

/** What Flyway's history of a schema means for the scripts that we have. */
public sealed interface SchemaState {

  /** All scripts were applied. */
  record Current(SchemaVersion version) implements SchemaState {}

  /** Some are to be applied. */
  record Behind(MigrationPlan plan) implements SchemaState {}

  /**
   * It can't be migrated: there is no history, a script was changed or is missing, one failed, or
   * one would run out of order. Also a schema that is newer than the scripts here, which an older
   * release leaves alone: its reason starts with {@value #NEWER}. Flyway itself only warns of that.
   *
   * @param reason for people, most often in Flyway's own words
   */
  record Refused(String reason) implements SchemaState {

    static final String NEWER = "newer";

    /** Whether the schema has scripts that are newer than all that we have. */
    public boolean isNewer() {
      return reason.startsWith(NEWER);
    }
  }
}
