package io.tenantry.techstore.access;

/** A refresh token continues nothing. */
public final class SessionEndedException extends RuntimeException {

  SessionEndedException() {
    super("This session has ended; log in again.");
  }
}
