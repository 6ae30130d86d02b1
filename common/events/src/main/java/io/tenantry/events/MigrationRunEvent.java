package io.tenantry.events;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened to a migration run. These events have no sequence and no promised order:
 * the run itself says how it stands.
 */
public sealed interface MigrationRunEvent extends Message
    permits MigrationRunAnnounced,
        MigrationRunCancelled,
        MigrationRunEnded,
        MigrationRunPaused,
        MigrationRunResumed,
        MigrationRunStarted {

  /** The run; null if there is none yet. */
  @Nullable UUID runId();
}
