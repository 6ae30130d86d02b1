package io.tenantry.events;

import java.util.Objects;
import java.util.UUID;

/**
 * The run ends here: tenants that were not begun stay as they are.
 *
 * @param migrated how many had been migrated
 * @param skipped how many had not
 */
public record MigrationRunCancelled(UUID runId, int migrated, int skipped)
    implements MigrationRunEvent {

  public MigrationRunCancelled {
    Objects.requireNonNull(runId, "runId");
  }
}
