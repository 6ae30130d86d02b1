package io.tenantry.events;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The attributes of a <a href="https://github.com/cloudevents/spec">CloudEvents 1.0</a> message.
 *
 * @param id unique; a redelivery or a copy bears the same
 * @param type also the routing key
 * @param source who sent it, a URI reference
 * @param subject the tenant's id, where the message is about one
 * @param time when it happened
 * @param data JSON
 * @param traceparent the trace in which it was recorded, as the distributed tracing extension has
 *     it
 */
public record CloudEvent(
    UUID id,
    String type,
    String source,
    @Nullable String subject,
    Instant time,
    String data,
    @Nullable String traceparent) {

  public static final String SPEC_VERSION = "1.0";

  /**
   * What the attributes' names start with in message headers (AMQP protocol binding, binary mode).
   */
  public static final String HEADER_PREFIX = "cloudEvents:";
}
