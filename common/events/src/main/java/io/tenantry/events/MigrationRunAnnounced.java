package io.tenantry.events;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A worker has new scripts, and tenants are behind: somebody should start a run. Published where
 * workers are told to leave that to people.
 *
 * @param behind how many tenants are
 */
public record MigrationRunAnnounced(String tenantType, String version, long behind)
    implements MigrationRunEvent {

  @Override
  public @Nullable UUID runId() {
    return null;
  }
}
