package io.tenantry.provisioning.domains;

/** The tenant has no such domain. */
public final class DomainNotFoundException extends RuntimeException {

  public DomainNotFoundException(String domain) {
    super("the tenant has no domain " + domain);
  }
}
