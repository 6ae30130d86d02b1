package io.tenantry.events;

import java.util.Objects;
import java.util.UUID;

/** Build this pending tenant's schema as the copy of another one's. */
public record CloneTenant(UUID tenantId) implements Command {

  public CloneTenant {
    Objects.requireNonNull(tenantId, "tenantId");
  }
}
