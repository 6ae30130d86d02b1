package io.tenantry.messaging.inbound;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.tenantry.events.Addresses;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.amqp.AmqpException;
import org.springframework.amqp.ImmediateRequeueAmqpException;
import org.springframework.amqp.core.AmqpAdmin;
import org.springframework.amqp.core.Message;
import org.springframework.amqp.core.MessageBuilder;
import org.springframework.amqp.core.MessageDeliveryMode;
import org.springframework.amqp.rabbit.connection.CorrelationData;
import org.springframework.amqp.rabbit.core.RabbitOperations;

/**
 * Puts aside, by publishing, what can't be worked on. Rejecting would do on RabbitMQ only: other
 * brokers put a rejected message back for ever.
 */
public final class DeadLetters {

  private static final Logger log = LoggerFactory.getLogger(DeadLetters.class);
  private static final Duration CONFIRM_TIMEOUT = Duration.ofSeconds(5);

  private final RabbitOperations rabbit;
  private final AmqpAdmin topology;
  private final Addresses addresses;
  private final Counter count;

  /**
   * @param rabbit publishes mandatory, with correlated confirms and returns
   * @param topology declares the dead letters' queue again should somebody have deleted it
   */
  public DeadLetters(
      RabbitOperations rabbit, AmqpAdmin topology, Addresses addresses, MeterRegistry meters) {
    this.rabbit = rabbit;
    this.topology = topology;
    this.addresses = addresses;
    this.count =
        Counter.builder("tenantry.dead.letters.put")
            .description("Messages put aside because nobody could read or finish them")
            .register(meters);
  }

  /**
   * Returns once the broker holds the message among the dead letters, so that it may be
   * acknowledged.
   *
   * @throws ImmediateRequeueAmqpException if the broker does not confirm it or has no queue for it;
   *     the message comes again
   */
  public void put(Message message, String reason) {
    var properties = message.getMessageProperties();
    log.warn(
        "Dead letter: {} (id {}, key {}, queue {})",
        reason,
        properties.getMessageId(),
        properties.getReceivedRoutingKey(),
        properties.getConsumerQueue());
    Message letter =
        MessageBuilder.fromClonedMessage(message)
            .setHeader("tenantry-reason", reason)
            .setHeader("tenantry-exchange", properties.getReceivedExchange())
            .setHeader("tenantry-routing-key", properties.getReceivedRoutingKey())
            .setHeader("tenantry-queue", properties.getConsumerQueue())
            .setDeliveryMode(MessageDeliveryMode.PERSISTENT)
            .build();
    var correlation = new CorrelationData(UUID.randomUUID().toString());
    try {
      rabbit.send(addresses.deadLetters(), "", letter, correlation);
      var confirm = correlation.getFuture().get(CONFIRM_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
      if (!confirm.ack()) {
        throw new ImmediateRequeueAmqpException("dead letter not confirmed: " + confirm.reason());
      }
      if (correlation.getReturned() != null) {
        topology.initialize();
        throw new ImmediateRequeueAmqpException("the dead letters had no queue");
      }
      count.increment();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ImmediateRequeueAmqpException("interrupted before the dead letter's confirm");
    } catch (AmqpException | ExecutionException | TimeoutException e) {
      throw new ImmediateRequeueAmqpException("dead letter not confirmed", e);
    }
  }
}
