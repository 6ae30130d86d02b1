package io.tenantry.provisioning.domains;

/** This can't be the domain of a customer. */
public final class InvalidDomainException extends RuntimeException {

  /**
   * @param detail what is wrong with it, in words for the caller
   */
  InvalidDomainException(String detail) {
    super(detail);
  }
}
