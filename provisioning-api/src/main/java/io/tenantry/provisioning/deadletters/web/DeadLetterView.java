package io.tenantry.provisioning.deadletters.web;

import io.swagger.v3.oas.annotations.media.Schema;
import io.tenantry.provisioning.deadletters.DeadLetter;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/** A dead letter as operators see it; what is in it is shown of one at a time. */
@Schema(name = "DeadLetter")
record DeadLetterView(
    long id,
    @Schema(allowableValues = {"open", "republished"}) String status,
    @Schema(description = "Why it was put aside") String reason,
    @Schema(nullable = true, description = "Where it was taken from, and goes back to")
        @Nullable String queue,
    @Schema(nullable = true) @Nullable String exchange,
    @Schema(nullable = true) @Nullable String routingKey,
    @Schema(nullable = true) @Nullable String messageId,
    @Schema(nullable = true) @Nullable String type,
    @Schema(nullable = true) @Nullable String contentType,
    long bodyBytes,
    @Schema(description = "Whether its body was too long to be stored whole") boolean truncated,
    @Schema(description = "How often it has come here, at least") int times,
    Instant firstSeenAt,
    Instant lastSeenAt,
    @Schema(nullable = true) @Nullable Instant republishedAt,
    @Schema(nullable = true) @Nullable String republishedBy,
    @Schema(nullable = true, description = "Null in lists")
        @Nullable DeadLetterContentView content) {

  static DeadLetterView of(DeadLetter letter) {
    return of(letter, null);
  }

  static DeadLetterView of(DeadLetter letter, @Nullable DeadLetterContentView content) {
    OffsetDateTime republished = letter.republishedAt();
    return new DeadLetterView(
        letter.id(),
        letter.isOpen() ? "open" : "republished",
        letter.reason(),
        letter.queue(),
        letter.exchange(),
        letter.routingKey(),
        letter.messageId(),
        letter.type(),
        letter.contentType(),
        letter.bodyBytes(),
        letter.truncated(),
        letter.times(),
        letter.firstSeenAt().toInstant(),
        letter.lastSeenAt().toInstant(),
        republished == null ? null : republished.toInstant(),
        letter.republishedBy(),
        content);
  }
}
