package io.tenantry.tenancy.jobs;

import io.tenantry.events.Addresses;
import io.tenantry.events.CloudEvent;
import io.tenantry.events.JobEvent;
import io.tenantry.events.MessageJson;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.UUID;
import org.springframework.amqp.core.Message;
import org.springframework.amqp.core.MessageBuilder;
import org.springframework.amqp.core.MessageDeliveryMode;
import org.springframework.amqp.rabbit.core.RabbitTemplate;

/**
 * Tells the provisioning API of jobs. The broker commits what is sent together with the order that
 * it answers: there is no report without an acknowledgement, nor the other way round.
 */
final class JobReports {

  private final RabbitTemplate rabbit;
  private final Addresses addresses;
  private final MessageJson json;
  private final Clock clock;
  private final String source;

  /**
   * @param rabbit with channels that are transacted
   */
  JobReports(
      RabbitTemplate rabbit, Addresses addresses, MessageJson json, Clock clock, String source) {
    this.rabbit = rabbit;
    this.addresses = addresses;
    this.json = json;
    this.clock = clock;
    this.source = source;
  }

  void send(JobEvent event) {
    String id = UUID.randomUUID().toString();
    Instant now = clock.instant();
    Message message =
        MessageBuilder.withBody(json.write(event).getBytes(StandardCharsets.UTF_8))
            .setContentType("application/json")
            .setContentEncoding("utf-8")
            .setDeliveryMode(MessageDeliveryMode.PERSISTENT)
            .setMessageId(id)
            .setType(event.type())
            .setTimestamp(Date.from(now))
            .setHeader(CloudEvent.HEADER_PREFIX + "specversion", CloudEvent.SPEC_VERSION)
            .setHeader(CloudEvent.HEADER_PREFIX + "id", id)
            .setHeader(CloudEvent.HEADER_PREFIX + "type", event.type())
            .setHeader(CloudEvent.HEADER_PREFIX + "source", source)
            .setHeader(CloudEvent.HEADER_PREFIX + "time", now.toString())
            .build();
    rabbit.send(addresses.events(), event.type(), message);
  }

  /** Puts a message aside that can't be read. */
  void deadLetter(Message message, String reason) {
    Message letter =
        MessageBuilder.fromClonedMessage(message)
            .setHeader("tenantry-reason", reason)
            .setHeader("tenantry-queue", message.getMessageProperties().getConsumerQueue())
            .setDeliveryMode(MessageDeliveryMode.PERSISTENT)
            .build();
    rabbit.send(addresses.deadLetters(), "", letter);
  }
}
