package io.tenantry.events;

import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The tenant's schema is complete and its API answers.
 *
 * @param status {@code ACTIVE} or {@code TRIAL}
 * @param contact who signed up, for the first administrator's invitation
 */
public record TenantActivated(
    UUID tenantId,
    long sequence,
    String name,
    String schemaName,
    String tenantType,
    String plan,
    String primaryDomain,
    String status,
    @Nullable Contact contact)
    implements TenantEvent {

  public TenantActivated {
    Objects.requireNonNull(tenantId, "tenantId");
  }

  /** A person at the customer's. */
  public record Contact(@Nullable String name, @Nullable String email) {}
}
