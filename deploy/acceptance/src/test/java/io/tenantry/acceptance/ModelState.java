package io.tenantry.acceptance;

import io.tenantry.registry.TenantStatus;
import org.jspecify.annotations.Nullable;

/**
 * All of a tenant that decides what may be done with it.
 *
 * @param before what it was when its deletion was requested
 * @param onTrial whether it has a trial, whose end is ahead
 */
record ModelState(TenantStatus status, @Nullable TenantStatus before, boolean onTrial) {

  ModelState to(TenantStatus next) {
    return new ModelState(next, null, onTrial);
  }

  boolean isServed() {
    return status.isServed();
  }

  /** What the tenant's own domain answers. */
  static int answer(TenantStatus status) {
    return switch (status) {
      case ACTIVE, TRIAL -> 200;
      case PENDING, FAILED -> 503;
      case SUSPENDED -> 403;
      case DELETING, DELETED -> 410;
    };
  }
}
