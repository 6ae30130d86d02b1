package io.tenantry.events;

import java.util.Objects;
import java.util.UUID;

/**
 * Tenants that are behind are being migrated.
 *
 * @param total how many
 * @param requestedBy the API client, or {@code worker} where the start of one found new scripts
 */
public record MigrationRunStarted(UUID runId, int total, String requestedBy)
    implements MigrationRunEvent {

  public MigrationRunStarted {
    Objects.requireNonNull(runId, "runId");
  }
}
