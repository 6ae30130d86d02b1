package io.tenantry.events;

import java.util.Objects;
import java.util.UUID;

/** A tenant that could not be built is tried again. */
public record TenantRetried(UUID tenantId, long sequence) implements TenantEvent {

  public TenantRetried {
    Objects.requireNonNull(tenantId, "tenantId");
  }
}
