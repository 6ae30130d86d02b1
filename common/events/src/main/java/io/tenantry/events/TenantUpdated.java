package io.tenantry.events;

import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the operator keeps of the tenant changed: its name, plan, contact or preferences.
 *
 * @param contact as it is now, where name, plan or contact changed; for the first administrator's
 *     invitation, should there have been nobody to invite before
 */
public record TenantUpdated(
    UUID tenantId,
    long sequence,
    String name,
    String plan,
    TenantActivated.@Nullable Contact contact)
    implements TenantEvent {

  public TenantUpdated {
    Objects.requireNonNull(tenantId, "tenantId");
  }

  public TenantUpdated(UUID tenantId, long sequence, String name, String plan) {
    this(tenantId, sequence, name, plan, null);
  }
}
