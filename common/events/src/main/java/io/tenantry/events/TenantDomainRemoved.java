package io.tenantry.events;

import java.util.Objects;
import java.util.UUID;

/** The domain no longer leads to the tenant. */
public record TenantDomainRemoved(UUID tenantId, long sequence, String domain)
    implements TenantEvent {

  public TenantDomainRemoved {
    Objects.requireNonNull(tenantId, "tenantId");
  }
}
