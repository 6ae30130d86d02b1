package io.tenantry.provisioning.domains;

/** Where a domain comes from. */
public enum DomainKind {
  /** The one that the platform gave. It stays, since links and renaming rely on it. */
  DEFAULT,
  /** The customer's own. */
  CUSTOM,
  /** A default one from before a renaming; for a while it leads to the primary one. */
  REDIRECT
}
