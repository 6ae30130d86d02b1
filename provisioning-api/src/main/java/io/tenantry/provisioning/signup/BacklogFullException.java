package io.tenantry.provisioning.signup;

/** So much waits to be built that another sign-up would only wait longer. */
public final class BacklogFullException extends RuntimeException {

  private final long retryAfterSeconds;

  BacklogFullException(String message, long retryAfterSeconds) {
    super(message);
    this.retryAfterSeconds = retryAfterSeconds;
  }

  /** When to try again: not the same moment for all who were refused. */
  public long retryAfterSeconds() {
    return retryAfterSeconds;
  }
}
