package io.tenantry.provisioning.deadletters;

import io.tenantry.provisioning.deadletters.RepublishAnswer.BrokerAway;
import io.tenantry.provisioning.deadletters.RepublishAnswer.NotTaken;
import io.tenantry.provisioning.deadletters.RepublishAnswer.Republished;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Date;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.springframework.amqp.AmqpException;
import org.springframework.amqp.core.Message;
import org.springframework.amqp.core.MessageDeliveryMode;
import org.springframework.amqp.core.MessageProperties;
import org.springframework.amqp.rabbit.connection.CorrelationData;
import org.springframework.amqp.rabbit.core.RabbitOperations;
import org.springframework.stereotype.Component;

/**
 * Gives a letter back to the queue that it was taken from, and to no other: whoever else got the
 * message has had it.
 */
@Component
class LetterPublisher {

  private static final Duration CONFIRM_TIMEOUT = Duration.ofSeconds(5);

  private final RabbitOperations rabbit;

  LetterPublisher(RabbitOperations rabbit) {
    this.rabbit = rabbit;
  }

  /** Waits for the broker's word that a queue has it. */
  RepublishAnswer publish(DeadLetter letter, DeadLetterContent content) {
    if (letter.truncated()) {
      return new NotTaken(
          letter,
          "Its body of %d bytes is not here as a whole.".formatted(letter.bodyBytes()),
          false);
    }
    Destination to = Destination.of(letter).orElse(null);
    if (to == null) {
      return new NotTaken(letter, "Nobody said where it came from.", false);
    }
    var correlation = new CorrelationData(UUID.randomUUID().toString());
    try {
      rabbit.send(to.exchange(), to.key(), message(letter, content), correlation);
      var confirm = correlation.getFuture().get(CONFIRM_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
      // RabbitMQ acknowledges what it returns, the embedded broker refuses it.
      boolean returned = correlation.getReturned() != null;
      return confirm.ack() && !returned
          ? new Republished(letter)
          : new NotTaken(letter, "No queue %s takes it.".formatted(to.key()), returned);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new BrokerAway();
    } catch (AmqpException | ExecutionException | TimeoutException e) {
      return new BrokerAway();
    }
  }

  private static Message message(DeadLetter letter, DeadLetterContent content) {
    var properties = new MessageProperties();
    content.headers().forEach(properties::setHeader);
    properties.setDeliveryMode(MessageDeliveryMode.PERSISTENT);
    properties.setMessageId(letter.messageId());
    properties.setType(letter.type());
    properties.setContentType(letter.contentType());
    properties.setContentEncoding(content.contentEncoding());
    properties.setCorrelationId(content.correlationId());
    OffsetDateTime sent = content.sentAt();
    properties.setTimestamp(sent == null ? null : Date.from(sent.toInstant()));
    return new Message(content.body(), properties);
  }
}
