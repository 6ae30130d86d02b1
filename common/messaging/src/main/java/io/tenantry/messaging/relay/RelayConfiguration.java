package io.tenantry.messaging.relay;

import io.micrometer.core.instrument.MeterRegistry;
import io.tenantry.events.Addresses;
import io.tenantry.messaging.Backoff;
import io.tenantry.messaging.MessagingProperties;
import io.tenantry.messaging.outbox.OutboxAppended;
import io.tenantry.tracing.MessageTraces;
import java.time.Clock;
import java.time.Duration;
import org.springframework.amqp.rabbit.connection.Connection;
import org.springframework.amqp.rabbit.connection.ConnectionFactory;
import org.springframework.boot.amqp.autoconfigure.RabbitProperties;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.event.TransactionalEventListener;
import org.springframework.transaction.support.TransactionTemplate;

@Configuration(proxyBeanMethods = false)
@ConditionalOnBooleanProperty("tenantry.messaging.relay.enabled")
class RelayConfiguration {

  RelayConfiguration(RabbitProperties rabbit, ConnectionFactory connections) {
    SafePublishing.require(rabbit, connections);
  }

  @Bean
  Wake relayWake() {
    return new Wake();
  }

  @Bean
  OutboxRepository outboxRepository(JdbcClient jdbc, MessagingProperties properties) {
    return new OutboxRepository(jdbc, properties.source());
  }

  @Bean
  OutboxGauges outboxGauges(OutboxRepository outbox, MeterRegistry meters) {
    return new OutboxGauges(outbox, meters);
  }

  @Bean
  Relay relay(
      OutboxRepository outbox,
      ConnectionFactory connections,
      Addresses addresses,
      PlatformTransactionManager transactions,
      MessagingProperties properties,
      Clock clock,
      MeterRegistry meters,
      MessageTraces traces,
      Wake wake) {
    var settings = properties.relay();
    var publisher =
        new ConfirmedPublisher(connections, addresses, settings.confirmTimeout(), traces);
    var batch =
        new RelayBatch(
            outbox, publisher, new TransactionTemplate(transactions), settings, clock, meters);
    var pauses = new Backoff(Duration.ofMillis(200), Duration.ofSeconds(5));
    var relay = new Relay(batch, wake, settings.fallbackPoll(), pauses);
    connections.addConnectionListener((Connection opened) -> relay.resume());
    publisher.whenTakenAgain(relay::resume);
    return relay;
  }

  @Bean
  OutboxNotifications outboxNotifications(
      JdbcConnectionDetails details, Wake wake, ApplicationEventPublisher signals) {
    return new OutboxNotifications(details, wake, signals);
  }

  @Bean
  CommitSignal commitSignal(Wake wake) {
    return new CommitSignal(wake);
  }

  record CommitSignal(Wake wake) {

    @TransactionalEventListener
    void on(OutboxAppended appended) {
      wake.up();
    }
  }
}
