package io.tenantry.events;

import java.util.Objects;
import java.util.UUID;

/** What the operator keeps of the tenant changed: its name, plan, contact or preferences. */
public record TenantUpdated(UUID tenantId, long sequence, String name, String plan)
    implements TenantEvent {

  public TenantUpdated {
    Objects.requireNonNull(tenantId, "tenantId");
  }
}
