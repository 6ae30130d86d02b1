package io.tenantry.registry;

/** A verified domain belongs to another tenant. */
public final class DomainTakenException extends RuntimeException {

  private final String domain;

  DomainTakenException(String domain) {
    super("the domain " + domain + " is taken");
    this.domain = domain;
  }

  public String domain() {
    return domain;
  }
}
