package io.tenantry.launcher;

/** A reason not to go on, told to people in the words of its message. */
public final class LaunchException extends RuntimeException {

  LaunchException(String message) {
    super(message);
  }

  LaunchException(String message, Throwable cause) {
    super(message, cause);
  }
}
