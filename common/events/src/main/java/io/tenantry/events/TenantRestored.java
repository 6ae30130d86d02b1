package io.tenantry.events;

import java.util.Objects;
import java.util.UUID;

/**
 * The tenant is as it was before its deletion was requested.
 *
 * @param status which it had before, and has again
 */
public record TenantRestored(UUID tenantId, long sequence, String status) implements TenantEvent {

  public TenantRestored {
    Objects.requireNonNull(tenantId, "tenantId");
  }
}
