package io.tenantry.events;

import java.util.Objects;
import java.util.UUID;

/** Drop this tenant's schema and role if its grace period is over. */
public record DropTenant(UUID tenantId) implements Command {

  public DropTenant {
    Objects.requireNonNull(tenantId, "tenantId");
  }
}
