package io.tenantry.events;

import java.util.Objects;
import java.util.UUID;

/**
 * The tenant got one more domain.
 *
 * @param status {@code VERIFIED}, or {@code PENDING} until its ownership is proved
 */
public record TenantDomainAdded(UUID tenantId, long sequence, String domain, String status)
    implements TenantEvent {

  public TenantDomainAdded {
    Objects.requireNonNull(tenantId, "tenantId");
  }
}
