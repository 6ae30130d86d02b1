package io.tenantry.events;

import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The tenant's schema is at another version.
 *
 * @param fromVersion the version before; null if nobody knew it
 * @param version the version now; the same as before where a script that may be repeated changed
 * @param runId the migration run that did it
 */
public record TenantMigrated(
    UUID tenantId,
    long sequence,
    String tenantType,
    @Nullable String fromVersion,
    String version,
    UUID runId)
    implements TenantEvent {

  public TenantMigrated {
    Objects.requireNonNull(tenantId, "tenantId");
  }
}
