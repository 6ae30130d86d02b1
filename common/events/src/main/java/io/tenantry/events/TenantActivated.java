package io.tenantry.events;

import java.util.Objects;
import java.util.UUID;

/**
 * The tenant's schema is complete and its API answers.
 *
 * @param status {@code ACTIVE} or {@code TRIAL}
 */
public record TenantActivated(
    UUID tenantId,
    long sequence,
    String name,
    String schemaName,
    String tenantType,
    String plan,
    String primaryDomain,
    String status)
    implements TenantEvent {

  public TenantActivated {
    Objects.requireNonNull(tenantId, "tenantId");
  }
}
