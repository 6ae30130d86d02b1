package io.tenantry.events;

import java.util.Objects;
import java.util.UUID;

/** Links to the tenant use another domain. */
public record TenantPrimaryDomainChanged(UUID tenantId, long sequence, String primaryDomain)
    implements TenantEvent {

  public TenantPrimaryDomainChanged {
    Objects.requireNonNull(tenantId, "tenantId");
  }
}
