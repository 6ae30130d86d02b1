package io.tenantry.events;

import java.util.Objects;
import java.util.UUID;

/**
 * No further tenants are begun until somebody resumes the run.
 *
 * @param reason {@code by-operator}, {@code canary-failed} or {@code failure-budget-exhausted}
 */
public record MigrationRunPaused(UUID runId, String reason) implements MigrationRunEvent {

  public MigrationRunPaused {
    Objects.requireNonNull(runId, "runId");
  }
}
