package io.tenantry.provisioning.deadletters;

import java.time.OffsetDateTime;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a dead letter says, apart from the list since it may be long.
 *
 * @param headers texts, numbers and truth values as they were, all else as text
 * @param body as much of it as is stored
 */
public record DeadLetterContent(
    @Nullable String contentEncoding,
    @Nullable String correlationId,
    @Nullable OffsetDateTime sentAt,
    Map<String, Object> headers,
    byte[] body) {}
