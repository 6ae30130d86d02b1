package io.tenantry.registry;

import java.util.EnumSet;
import java.util.Set;

/**
 * The life of a tenant. All its arrows are here, and once more in the database ({@code
 * control.tenant_transition}), which refuses every other way.
 */
public enum TenantStatus {
  /** Recorded; its schema is not there yet. */
  PENDING,
  /** Served. */
  ACTIVE,
  /** Served until the trial's end. */
  TRIAL,
  /** Could not be built; somebody has to look. */
  FAILED,
  /** Kept, but not served. */
  SUSPENDED,
  /** Will be dropped when the grace period is over. */
  DELETING,
  /** Gone; only the record is left. */
  DELETED;

  /** Whether an arrow leads from this status to the next. */
  public boolean canBecome(TenantStatus next) {
    return next(this).contains(next);
  }

  /** Whether the tenant's requests are answered. */
  public boolean isServed() {
    return this == ACTIVE || this == TRIAL;
  }

  private static Set<TenantStatus> next(TenantStatus status) {
    return switch (status) {
      case PENDING -> EnumSet.of(ACTIVE, TRIAL, FAILED, DELETING);
      case ACTIVE -> EnumSet.of(SUSPENDED, DELETING);
      case TRIAL -> EnumSet.of(ACTIVE, SUSPENDED, DELETING);
      case FAILED -> EnumSet.of(PENDING, DELETING);
      case SUSPENDED -> EnumSet.of(ACTIVE, TRIAL, DELETING);
      case DELETING -> EnumSet.of(PENDING, FAILED, ACTIVE, TRIAL, SUSPENDED, DELETED);
      case DELETED -> EnumSet.noneOf(TenantStatus.class);
    };
  }
}
