package io.tenantry.provisioning.domains.verification;

/** Why no proof was found, in words for the domain's owner. */
final class NoProofException extends Exception {

  NoProofException(String message) {
    super(message);
  }

  NoProofException(String message, Throwable cause) {
    super(message, cause);
  }
}
