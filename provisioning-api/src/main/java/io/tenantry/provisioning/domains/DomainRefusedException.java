package io.tenantry.provisioning.domains;

/** What is asked for can't be done to a tenant's domain as it is. */
public final class DomainRefusedException extends RuntimeException {

  /** What stands in the way. */
  public enum Reason {
    ALREADY_ADDED,
    TOO_MANY,
    IS_DEFAULT,
    IS_PRIMARY,
    IS_REDIRECT,
    NOT_VERIFIED
  }

  private final String domain;
  private final Reason reason;

  DomainRefusedException(String domain, Reason reason) {
    super("the domain " + domain + ": " + reason);
    this.domain = domain;
    this.reason = reason;
  }

  public String domain() {
    return domain;
  }

  public Reason reason() {
    return reason;
  }
}
