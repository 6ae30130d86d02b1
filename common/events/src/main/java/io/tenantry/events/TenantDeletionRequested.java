package io.tenantry.events;

import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

/** The tenant's requests are refused; it can be restored until its drop starts. */
public record TenantDeletionRequested(
    UUID tenantId, long sequence, Instant dropAfter, String reason) implements TenantEvent {

  public TenantDeletionRequested {
    Objects.requireNonNull(tenantId, "tenantId");
  }
}
