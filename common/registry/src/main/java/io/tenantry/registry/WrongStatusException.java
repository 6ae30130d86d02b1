package io.tenantry.registry;

import java.util.EnumSet;
import java.util.Set;

/** What is asked for can't be done to a tenant of this status. */
public final class WrongStatusException extends RuntimeException {

  private final TenantStatus status;
  private final Set<TenantStatus> allowed;

  WrongStatusException(TenantId id, TenantStatus status, Set<TenantStatus> allowed) {
    super("tenant " + id + " is " + status + ", not one of " + allowed);
    this.status = status;
    this.allowed = EnumSet.copyOf(allowed);
  }

  /** Which the tenant has. */
  public TenantStatus status() {
    return status;
  }

  /** From which it would be possible, in the order of {@link TenantStatus}. */
  public Set<TenantStatus> allowed() {
    return allowed;
  }
}
