package io.tenantry.events;

import java.util.Objects;
import java.util.UUID;

/** Schema, role and default domain bear a new name. */
public record TenantRenamed(
    UUID tenantId,
    long sequence,
    String schemaName,
    String previousSchemaName,
    String primaryDomain)
    implements TenantEvent {

  public TenantRenamed {
    Objects.requireNonNull(tenantId, "tenantId");
  }
}
