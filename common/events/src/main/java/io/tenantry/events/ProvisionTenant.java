package io.tenantry.events;

import java.util.Objects;
import java.util.UUID;

/** Build this tenant's schema if it is still pending: sent when an attempt is due. */
public record ProvisionTenant(UUID tenantId) implements Command {

  public ProvisionTenant {
    Objects.requireNonNull(tenantId, "tenantId");
  }
}
