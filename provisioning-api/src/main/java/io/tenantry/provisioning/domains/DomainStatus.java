package io.tenantry.provisioning.domains;

/** How far a domain is its tenant's. */
public enum DomainStatus {
  /** Claimed: leads nowhere until it is proved, and others may claim it too. */
  PENDING,
  /** No other tenant can have it. */
  VERIFIED,
  /** Its tenant is deleted; anybody may claim it. */
  RELEASED
}
