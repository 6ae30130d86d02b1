package io.tenantry.events;

import java.util.Objects;
import java.util.UUID;

/** The domain's ownership is proved; it leads to the tenant. */
public record TenantDomainVerified(UUID tenantId, long sequence, String domain)
    implements TenantEvent {

  public TenantDomainVerified {
    Objects.requireNonNull(tenantId, "tenantId");
  }
}
