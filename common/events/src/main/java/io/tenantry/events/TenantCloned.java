package io.tenantry.events;

import java.util.Objects;
import java.util.UUID;

/**
 * A copy of the tenant became a tenant of its own; the copy has an event of its own too.
 *
 * @param cloneId the copy's tenant id
 * @param withData whether the rows were copied too
 */
public record TenantCloned(UUID tenantId, long sequence, UUID cloneId, boolean withData)
    implements TenantEvent {

  public TenantCloned {
    Objects.requireNonNull(tenantId, "tenantId");
  }
}
