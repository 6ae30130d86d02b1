package io.tenantry.events;

import java.util.Objects;
import java.util.UUID;

/**
 * The tenant's requests are refused until it is resumed.
 *
 * @param reason why, in the words of whoever did it; {@code trial-expired} where nobody did
 */
public record TenantSuspended(UUID tenantId, long sequence, String reason) implements TenantEvent {

  public TenantSuspended {
    Objects.requireNonNull(tenantId, "tenantId");
  }
}
