package io.tenantry.techstore.access;

import io.tenantry.problems.rate.Allowance;

/** Too many links that are none were tried from one address. */
public final class TooManyGuessesException extends RuntimeException {

  private final long retryAfterSeconds;

  TooManyGuessesException(Allowance allowance) {
    super("Too many links that lead nowhere were tried from here.");
    this.retryAfterSeconds = allowance.retryAfterSeconds();
  }

  public long retryAfterSeconds() {
    return retryAfterSeconds;
  }
}
