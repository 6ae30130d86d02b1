package io.tenantry.tenancy.routing;

/** The tenant's status, as far as requests are concerned. */
public enum RouteStatus {
  PENDING,
  ACTIVE,
  TRIAL,
  FAILED,
  SUSPENDED,
  DELETING,
  DELETED;

  /** Whether requests are let through to it. */
  public boolean isServed() {
    return this == ACTIVE || this == TRIAL;
  }

  /** A pending tenant becomes active at any moment, so nobody should remember that it is not. */
  boolean isWorthRemembering() {
    return this != PENDING;
  }
}
