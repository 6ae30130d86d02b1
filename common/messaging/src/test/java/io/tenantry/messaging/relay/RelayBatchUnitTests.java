package io.tenantry.messaging.relay;

import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.atLeastOnce;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;

import com.rabbitmq.client.BlockedListener;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tenantry.events.Addresses;
import io.tenantry.messaging.MessagingProperties;
import io.tenantry.tracing.MessageTraces;
import java.io.IOException;
import java.net.ConnectException;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentCaptor;
import org.springframework.amqp.AmqpConnectException;
import org.springframework.amqp.rabbit.connection.Connection;
import org.springframework.amqp.rabbit.connection.ConnectionFactory;
import org.springframework.amqp.rabbit.connection.ConnectionListener;
import org.springframework.transaction.support.TransactionOperations;

class RelayBatchUnitTests {

  private static final Duration SECOND = Duration.ofSeconds(1);

  private final OutboxRepository outbox = mock();
  private final ConnectionFactory connections = mock();
  private final TransactionOperations transactions = mock();

  @Test
  void claimsNothingWhileTheBrokerIsAway() {
    when(connections.createConnection())
        .thenThrow(new AmqpConnectException(new ConnectException("refused")));

    assertThatThrownBy(batch(publisher())::run)
        .isInstanceOf(BrokerUnavailableException.class)
        .hasMessageContaining("refused");
    verifyNoInteractions(transactions, outbox);
  }

  @Test
  void claimsNothingWhileTheBrokerTakesNoMessages() throws IOException {
    Connection connection = mock();
    when(connections.createConnection()).thenReturn(connection);
    Runnable over = mock();
    ConfirmedPublisher publisher = publisher();
    publisher.whenTakenAgain(over);
    BlockedListener alarm = alarm(connection);
    alarm.handleBlocked("low on disk");

    assertThatThrownBy(batch(publisher)::run)
        .isInstanceOf(BrokerUnavailableException.class)
        .hasMessageContaining("low on disk");
    verifyNoInteractions(transactions, outbox, over);

    alarm.handleUnblocked();
    verify(over).run();
    assertThatNoException().isThrownBy(publisher::connect);
  }

  @Test
  void takesANewConnectionForOneThatMayBeUsed() throws IOException {
    Connection connection = mock();
    when(connections.createConnection()).thenReturn(connection);
    ConfirmedPublisher publisher = publisher();
    alarm(connection).handleBlocked("low on memory");

    // The old one died in its need.
    alarm(connection);
    assertThatNoException().isThrownBy(publisher::connect);
  }

  @Test
  void publishesOnTheConnectionThatIsForPublishing() {
    ConnectionFactory own = mock();
    Connection connection = mock();
    when(connections.getPublisherConnectionFactory()).thenReturn(own);
    when(own.createConnection()).thenReturn(connection);

    publisher().connect();

    verify(connections, never()).createConnection();
  }

  /** What the publisher listens to on a connection that has just been opened. */
  private BlockedListener alarm(Connection connection) {
    ArgumentCaptor<ConnectionListener> opened = ArgumentCaptor.captor();
    verify(connections).addConnectionListener(opened.capture());
    opened.getValue().onCreate(connection);
    ArgumentCaptor<BlockedListener> blocked = ArgumentCaptor.captor();
    verify(connection, atLeastOnce()).addBlockedListener(blocked.capture());
    return blocked.getValue();
  }

  private ConfirmedPublisher publisher() {
    return new ConfirmedPublisher(connections, new Addresses(""), SECOND, MessageTraces.OFF);
  }

  private RelayBatch batch(ConfirmedPublisher publisher) {
    var settings = new MessagingProperties.Relay(true, 100, SECOND, SECOND, SECOND, SECOND);
    return new RelayBatch(
        outbox, publisher, transactions, settings, Clock.systemUTC(), new SimpleMeterRegistry());
  }
}
