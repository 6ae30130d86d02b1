package io.tenantry.messaging.relay;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tenantry.events.Addresses;
import io.tenantry.messaging.MessagingProperties;
import io.tenantry.tracing.MessageTraces;
import java.net.ConnectException;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.amqp.AmqpConnectException;
import org.springframework.amqp.rabbit.connection.ConnectionFactory;
import org.springframework.transaction.support.TransactionOperations;

class RelayBatchUnitTests {

  private final OutboxRepository outbox = mock();
  private final ConnectionFactory connections = mock();
  private final TransactionOperations transactions = mock();

  @Test
  void claimsNothingWhileTheBrokerIsAway() {
    when(connections.createConnection())
        .thenThrow(new AmqpConnectException(new ConnectException("refused")));
    Duration second = Duration.ofSeconds(1);
    var publisher =
        new ConfirmedPublisher(connections, new Addresses(""), second, MessageTraces.OFF);
    var settings = new MessagingProperties.Relay(true, 100, second, second, second, second);
    var batch =
        new RelayBatch(
            outbox,
            publisher,
            transactions,
            settings,
            Clock.systemUTC(),
            new SimpleMeterRegistry());

    assertThatThrownBy(batch::run)
        .isInstanceOf(BrokerUnavailableException.class)
        .hasMessageContaining("refused");
    verifyNoInteractions(transactions, outbox);
  }
}
