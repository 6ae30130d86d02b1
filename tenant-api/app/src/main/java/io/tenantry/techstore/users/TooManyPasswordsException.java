package io.tenantry.techstore.users;

/** More passwords are being compared than this instance can do in time. */
public final class TooManyPasswordsException extends RuntimeException {

  TooManyPasswordsException() {
    super("Too many log-ins at once.");
  }
}
