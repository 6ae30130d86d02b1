package io.tenantry.events;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A work order to the schema worker or the tenant application. It has no sequence: the registry's
 * row decides, not it.
 */
public sealed interface Command extends Message
    permits CloneTenant, DropTenant, MigrateTenants, ProvisionTenant, RenameTenant, RunJob {

  /** The one tenant that it is about; null if it is about none or many. */
  @Nullable UUID tenantId();
}
