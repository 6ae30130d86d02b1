package io.tenantry.registry;

/** The tenant never had a trial, or has left it behind. */
public final class NoTrialException extends RuntimeException {

  NoTrialException(TenantId id) {
    super("tenant " + id + " has no trial");
  }
}
