package io.tenantry.events;

import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

/** The trial ends later than it did. */
public record TenantTrialExtended(UUID tenantId, long sequence, Instant trialEndsAt)
    implements TenantEvent {

  public TenantTrialExtended {
    Objects.requireNonNull(tenantId, "tenantId");
  }
}
