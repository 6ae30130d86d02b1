package io.tenantry.provisioning.deadletters;

import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * A message that was put aside.
 *
 * @param queue where it was taken from, and goes back to; null where nobody said so
 * @param truncated whether its body was too long to be stored whole
 * @param times how often it has come here, at least
 */
public record DeadLetter(
    long id,
    String reason,
    @Nullable String queue,
    @Nullable String exchange,
    @Nullable String routingKey,
    @Nullable String messageId,
    @Nullable String type,
    @Nullable String contentType,
    long bodyBytes,
    boolean truncated,
    int times,
    OffsetDateTime firstSeenAt,
    OffsetDateTime lastSeenAt,
    @Nullable OffsetDateTime republishedAt,
    @Nullable String republishedBy) {

  /** Whether nobody has dealt with it yet. */
  public boolean isOpen() {
    return republishedAt == null;
  }
}
