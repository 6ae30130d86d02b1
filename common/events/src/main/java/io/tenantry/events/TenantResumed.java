package io.tenantry.events;

import java.util.Objects;
import java.util.UUID;

/**
 * A suspended tenant is served again.
 *
 * @param status {@code ACTIVE} or {@code TRIAL}
 */
public record TenantResumed(UUID tenantId, long sequence, String status) implements TenantEvent {

  public TenantResumed {
    Objects.requireNonNull(tenantId, "tenantId");
  }
}
