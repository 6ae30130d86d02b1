package io.tenantry.events;

import java.util.Objects;
import java.util.UUID;

/**
 * The tenant could not be built and will not be tried again by itself.
 *
 * @param reason a stable word, such as {@code schema-already-exists}
 * @param detail the same for people
 */
public record TenantProvisioningFailed(
    UUID tenantId, long sequence, String schemaName, String reason, String detail)
    implements TenantEvent {

  public TenantProvisioningFailed {
    Objects.requireNonNull(tenantId, "tenantId");
  }
}
