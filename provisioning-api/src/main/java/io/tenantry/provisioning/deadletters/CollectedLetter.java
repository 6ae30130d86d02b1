package io.tenantry.provisioning.deadletters;

import java.time.OffsetDateTime;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A letter as the broker gave it, cut to what can be stored.
 *
 * @param fingerprint equal for copies; null where copies can't be told from other messages
 */
record CollectedLetter(
    byte @Nullable [] fingerprint,
    String reason,
    @Nullable String queue,
    @Nullable String exchange,
    @Nullable String routingKey,
    @Nullable String messageId,
    @Nullable String type,
    @Nullable String contentType,
    @Nullable String contentEncoding,
    @Nullable String correlationId,
    @Nullable OffsetDateTime sentAt,
    Map<String, Object> headers,
    byte[] body,
    long bodyBytes) {}
