package io.tenantry.events;

import java.util.Objects;
import java.util.UUID;

/**
 * What every tenant event carries, whatever its type, also one of a later version: for consumers
 * that only need to know that a tenant changed.
 */
public record TenantChange(UUID tenantId, long sequence) {

  public TenantChange {
    Objects.requireNonNull(tenantId, "tenantId");
  }
}
