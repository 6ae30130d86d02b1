package io.tenantry.messaging.relay;

import java.util.List;

/** The broker's settings would let the relay lose messages. */
final class UnsafePublishingException extends RuntimeException {

  private final List<String> missing;

  UnsafePublishingException(List<String> missing) {
    super("The relay would lose messages without: " + String.join(", ", missing));
    this.missing = List.copyOf(missing);
  }

  List<String> missing() {
    return missing;
  }
}
