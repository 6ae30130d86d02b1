package io.tenantry.events;

import java.util.Objects;
import java.util.UUID;

/** A run that was paused, or had ended with failures that are tried again, goes on. */
public record MigrationRunResumed(UUID runId) implements MigrationRunEvent {

  public MigrationRunResumed {
    Objects.requireNonNull(runId, "runId");
  }
}
