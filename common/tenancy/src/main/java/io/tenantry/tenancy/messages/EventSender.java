package io.tenantry.tenancy.messages;

import io.tenantry.events.Addresses;
import io.tenantry.events.CloudEvent;
import io.tenantry.events.Message;
import io.tenantry.events.MessageJson;
import io.tenantry.tracing.MessageTraces;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.UUID;
import org.springframework.amqp.core.MessageBuilder;
import org.springframework.amqp.core.MessageDeliveryMode;
import org.springframework.amqp.rabbit.connection.ConnectionFactory;
import org.springframework.amqp.rabbit.core.RabbitTemplate;

/**
 * Sends events. The broker has committed one when {@link #send} returns; within a listener whose
 * channel is transacted it does so together with the acknowledgement.
 */
public final class EventSender {

  private final RabbitTemplate rabbit;
  private final Addresses addresses;
  private final MessageJson json = new MessageJson();
  private final Clock clock = Clock.systemUTC();
  private final String source;
  private final MessageTraces traces;

  /**
   * @param application who sends, for the events' source
   */
  public EventSender(
      ConnectionFactory connections,
      Addresses addresses,
      String application,
      MessageTraces traces) {
    this.rabbit = new RabbitTemplate(connections);
    this.rabbit.setChannelTransacted(true);
    this.addresses = addresses;
    this.source = "/tenantry/" + application;
    this.traces = traces;
  }

  /**
   * @param id by which a copy is recognised
   */
  public void send(UUID id, Message event) {
    Instant now = clock.instant();
    var message =
        MessageBuilder.withBody(json.write(event).getBytes(StandardCharsets.UTF_8))
            .setContentType("application/json")
            .setContentEncoding("utf-8")
            .setDeliveryMode(MessageDeliveryMode.PERSISTENT)
            .setMessageId(id.toString())
            .setType(event.type())
            .setTimestamp(Date.from(now))
            .setHeader(CloudEvent.HEADER_PREFIX + "specversion", CloudEvent.SPEC_VERSION)
            .setHeader(CloudEvent.HEADER_PREFIX + "id", id.toString())
            .setHeader(CloudEvent.HEADER_PREFIX + "type", event.type())
            .setHeader(CloudEvent.HEADER_PREFIX + "source", source)
            .setHeader(CloudEvent.HEADER_PREFIX + "time", now.toString());
    String traceparent = traces.current();
    if (traceparent != null) {
      message.setHeader(MessageTraces.TRACEPARENT, traceparent);
    }
    rabbit.send(addresses.events(), event.type(), message.build());
  }

  /** Puts a message aside that can't be read. */
  public void deadLetter(org.springframework.amqp.core.Message message, String reason) {
    rabbit.send(
        addresses.deadLetters(),
        "",
        MessageBuilder.fromClonedMessage(message)
            .setHeader("tenantry-reason", reason)
            .setHeader("tenantry-queue", message.getMessageProperties().getConsumerQueue())
            .setDeliveryMode(MessageDeliveryMode.PERSISTENT)
            .build());
  }
}
