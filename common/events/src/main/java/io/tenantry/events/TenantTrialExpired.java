package io.tenantry.events;

import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

/** The trial is over; the tenant is suspended. */
public record TenantTrialExpired(UUID tenantId, long sequence, Instant trialEndedAt)
    implements TenantEvent {

  public TenantTrialExpired {
    Objects.requireNonNull(tenantId, "tenantId");
  }
}
