package io.tenantry.messaging.relay;

import io.tenantry.events.CloudEvent;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A message that waits for the broker's confirm.
 *
 * @param needsQueue whether it is work that somebody must do: without a queue it has failed
 * @param attempts how often it failed already
 */
record OutboxRow(
    long id,
    Kind kind,
    CloudEvent message,
    @Nullable UUID tenantId,
    boolean needsQueue,
    int attempts) {

  enum Kind {
    EVENT,
    COMMAND
  }
}
