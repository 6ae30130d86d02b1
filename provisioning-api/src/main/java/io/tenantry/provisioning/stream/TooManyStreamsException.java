package io.tenantry.provisioning.stream;

/** This instance tells as many streams as it may. */
public final class TooManyStreamsException extends RuntimeException {

  public TooManyStreamsException() {
    super("too many streams are open");
  }
}
