package io.tenantry.events;

import java.util.Objects;
import java.util.UUID;

/** The tenant's schema and role are gone; its names are free. */
public record TenantDeleted(UUID tenantId, long sequence, String schemaName)
    implements TenantEvent {

  public TenantDeleted {
    Objects.requireNonNull(tenantId, "tenantId");
  }
}
