package io.tenantry.events;

import java.util.Objects;
import java.util.UUID;

/** Give this tenant's schema, role and default domain the name that its row asks for. */
public record RenameTenant(UUID tenantId) implements Command {

  public RenameTenant {
    Objects.requireNonNull(tenantId, "tenantId");
  }
}
