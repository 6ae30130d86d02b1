package io.tenantry.techstore.access;

/** Address and password don't belong together, or the user is locked for a while. */
public final class LogInRefusedException extends RuntimeException {

  LogInRefusedException() {
    super("E-mail address or password is wrong, or it was wrong too often of late.");
  }
}
