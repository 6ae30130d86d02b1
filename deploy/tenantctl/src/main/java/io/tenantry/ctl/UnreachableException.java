package io.tenantry.ctl;

/** There is no answer, or none that is of use. */
final class UnreachableException extends RuntimeException {

  UnreachableException(String message) {
    super(message);
  }
}
