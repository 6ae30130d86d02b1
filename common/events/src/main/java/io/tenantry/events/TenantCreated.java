package io.tenantry.events;

import java.util.Objects;
import java.util.UUID;

/** A sign-up was recorded; its schema does not exist yet. */
public record TenantCreated(
    UUID tenantId,
    long sequence,
    String name,
    String schemaName,
    String tenantType,
    String plan,
    String primaryDomain)
    implements TenantEvent {

  public TenantCreated {
    Objects.requireNonNull(tenantId, "tenantId");
  }
}
