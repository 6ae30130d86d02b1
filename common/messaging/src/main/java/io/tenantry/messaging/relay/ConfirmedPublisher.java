package io.tenantry.messaging.relay;

import io.tenantry.events.Addresses;
import io.tenantry.events.CloudEvent;
import io.tenantry.messaging.relay.OutboxRow.Kind;
import io.tenantry.tracing.MessageTraces;
import io.tenantry.tracing.MessageTraces.Sending;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.springframework.amqp.AmqpException;
import org.springframework.amqp.core.Message;
import org.springframework.amqp.core.MessageBuilder;
import org.springframework.amqp.core.MessageDeliveryMode;
import org.springframework.amqp.core.ReturnedMessage;
import org.springframework.amqp.rabbit.connection.ConnectionFactory;
import org.springframework.amqp.rabbit.connection.CorrelationData;
import org.springframework.amqp.rabbit.core.RabbitOperations;
import org.springframework.amqp.rabbit.core.RabbitTemplate;

/**
 * Publishes a batch, persistent and mandatory, and learns of each message what became of it.
 *
 * <p>RabbitMQ answers an unroutable message with a return and then an ack; Qpid with a nack and
 * then a return. So a nack is given a moment for its return to come.
 */
final class ConfirmedPublisher {

  private static final Duration LATE_RETURN = Duration.ofMillis(250);

  private final ConnectionFactory connections;
  private final BrokerAlarm alarm = new BrokerAlarm();
  private final RabbitTemplate rabbit;
  private final Addresses addresses;
  private final Duration confirmTimeout;
  private final MessageTraces traces;
  private final Map<String, CompletableFuture<Void>> returns = new ConcurrentHashMap<>();

  /** A message on its way. */
  private record Sent(CorrelationData correlation, Sending trace) {}

  ConfirmedPublisher(
      ConnectionFactory connections,
      Addresses addresses,
      Duration confirmTimeout,
      MessageTraces traces) {
    // A connection of its own: one that a broker in need blocks brings no acknowledgements either,
    // and those are what would relieve it.
    ConnectionFactory own = connections.getPublisherConnectionFactory();
    this.connections = own == null ? connections : own;
    this.connections.addConnectionListener(alarm);
    this.rabbit = new RabbitTemplate(this.connections);
    this.rabbit.setMandatory(true);
    this.rabbit.setReturnsCallback(this::onReturn);
    this.addresses = addresses;
    this.confirmTimeout = confirmTimeout;
    this.traces = traces;
  }

  /**
   * Opens the connection unless it is open, so that nothing is claimed in vain.
   *
   * @throws BrokerUnavailableException if there is no connection to be had, or no message taken
   */
  void connect() {
    try {
      connections.createConnection().close();
    } catch (AmqpException e) {
      throw new BrokerUnavailableException(String.valueOf(e.getMessage()));
    }
    alarm.requireNone();
  }

  /** Does it whenever a broker that took no messages takes them again. */
  void whenTakenAgain(Runnable action) {
    alarm.whenOver(action);
  }

  /** The outcome of each row, in the order of the rows. */
  Map<OutboxRow, Outcome> publish(List<OutboxRow> rows) {
    Map<OutboxRow, Outcome> outcomes = new LinkedHashMap<>();
    try {
      Map<OutboxRow, Sent> sent = new LinkedHashMap<>();
      String lost = send(rows, sent);
      rows.forEach(row -> outcomes.put(row, new Outcome.Unsent(lost)));
      long deadline = System.nanoTime() + confirmTimeout.toNanos();
      sent.forEach((row, one) -> outcomes.put(row, await(one.correlation(), deadline)));
      // One moment for all: a moment each would outlast the claim when many are refused at once.
      long moment = System.nanoTime() + LATE_RETURN.toNanos();
      outcomes.replaceAll((row, outcome) -> withLateReturn(row, outcome, moment));
      sent.forEach((row, one) -> one.trace().end(trouble(outcomes.get(row))));
      return outcomes;
    } finally {
      rows.forEach(row -> returns.remove(row.message().id().toString()));
    }
  }

  /** Sends on one channel until the connection is lost; says how it was lost, or nothing. */
  private String send(List<OutboxRow> rows, Map<OutboxRow, Sent> sent) {
    try {
      rabbit.invoke(
          channel -> {
            rows.forEach(row -> sent.put(row, send(channel, row)));
            return true;
          });
      return "";
    } catch (AmqpException e) {
      return String.valueOf(e.getMessage());
    }
  }

  private static @Nullable String trouble(@Nullable Outcome outcome) {
    return outcome instanceof Outcome.Failed(String reason) ? reason : null;
  }

  private Sent send(RabbitOperations channel, OutboxRow row) {
    String id = row.message().id().toString();
    var correlation = new CorrelationData(id);
    returns.put(id, new CompletableFuture<>());
    String exchange = row.kind() == Kind.EVENT ? addresses.events() : addresses.commands();
    CloudEvent event = row.message();
    Sending trace = traces.sending(event.type(), event.traceparent(), event.time());
    channel.send(exchange, event.type(), amqp(event, trace.traceparent()), correlation);
    return new Sent(correlation, trace);
  }

  private Outcome await(CorrelationData correlation, long deadline) {
    try {
      var confirm = correlation.getFuture().get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
      if (!confirm.ack()) {
        return new Outcome.Failed("refused by the broker: " + confirm.reason());
      }
      return correlation.getReturned() == null ? new Outcome.Confirmed() : new Outcome.Unroutable();
    } catch (TimeoutException e) {
      return new Outcome.Failed("no confirm within " + confirmTimeout.toMillis() + " ms");
    } catch (ExecutionException e) {
      return new Outcome.Failed(String.valueOf(e.getCause()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Outcome.Failed("stopped before the confirm");
    }
  }

  private Outcome withLateReturn(OutboxRow row, Outcome outcome, long deadline) {
    if (!(outcome instanceof Outcome.Failed)) {
      return outcome;
    }
    try {
      returns
          .get(row.message().id().toString())
          .get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
      return new Outcome.Unroutable();
    } catch (TimeoutException | ExecutionException e) {
      return outcome;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return outcome;
    }
  }

  private void onReturn(ReturnedMessage returned) {
    String id = returned.getMessage().getMessageProperties().getMessageId();
    CompletableFuture<Void> waiting = id == null ? null : returns.get(id);
    if (waiting != null) {
      waiting.complete(null);
    }
  }

  private static Message amqp(CloudEvent event, @Nullable String traceparent) {
    var builder =
        MessageBuilder.withBody(event.data().getBytes(StandardCharsets.UTF_8))
            .setContentType("application/json")
            .setContentEncoding("utf-8")
            .setDeliveryMode(MessageDeliveryMode.PERSISTENT)
            .setMessageId(event.id().toString())
            .setType(event.type())
            .setTimestamp(Date.from(event.time()))
            .setHeader(CloudEvent.HEADER_PREFIX + "specversion", CloudEvent.SPEC_VERSION)
            .setHeader(CloudEvent.HEADER_PREFIX + "id", event.id().toString())
            .setHeader(CloudEvent.HEADER_PREFIX + "type", event.type())
            .setHeader(CloudEvent.HEADER_PREFIX + "source", event.source())
            .setHeader(CloudEvent.HEADER_PREFIX + "time", event.time().toString());
    if (event.subject() != null) {
      builder.setHeader(CloudEvent.HEADER_PREFIX + "subject", event.subject());
    }
    if (traceparent != null) {
      builder
          .setHeader(CloudEvent.HEADER_PREFIX + MessageTraces.TRACEPARENT, event.traceparent())
          .setHeader(MessageTraces.TRACEPARENT, traceparent);
    }
    return builder.build();
  }
}
