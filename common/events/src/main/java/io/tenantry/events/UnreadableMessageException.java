package io.tenantry.events;

import org.jspecify.annotations.Nullable;

/** A message that no retry can make readable; it belongs among the dead letters. */
public final class UnreadableMessageException extends RuntimeException {

  public UnreadableMessageException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
