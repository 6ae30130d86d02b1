package io.tenantry.events;

import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Take part in this migration run: there is a place for one more worker, for as long as tenants
 * wait. Which ones, and whether they still do, is for the run's rows to say.
 */
public record MigrateTenants(UUID runId) implements Command {

  public MigrateTenants {
    Objects.requireNonNull(runId, "runId");
  }

  @Override
  public @Nullable UUID tenantId() {
    return null;
  }
}
