package io.tenantry.embedded;

/** Why the embedded infrastructure can't start, in one line for the person who started it. */
final class EmbeddedStartException extends RuntimeException {

  EmbeddedStartException(String message) {
    super(message);
  }

  EmbeddedStartException(String message, Throwable cause) {
    super(message, cause);
  }
}
