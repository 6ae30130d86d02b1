package io.tenantry.events;

import java.util.Objects;
import java.util.UUID;

/**
 * Nothing of the run is left to do.
 *
 * @param state {@code SUCCEEDED}, or {@code FAILED} if some tenants could not be migrated
 */
public record MigrationRunEnded(UUID runId, String state, int migrated, int failed, int skipped)
    implements MigrationRunEvent {

  public MigrationRunEnded {
    Objects.requireNonNull(runId, "runId");
  }
}
