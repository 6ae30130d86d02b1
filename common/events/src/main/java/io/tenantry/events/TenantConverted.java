package io.tenantry.events;

import java.util.Objects;
import java.util.UUID;

/** The trial became a lasting tenant. */
public record TenantConverted(UUID tenantId, long sequence, String plan) implements TenantEvent {

  public TenantConverted {
    Objects.requireNonNull(tenantId, "tenantId");
  }
}
