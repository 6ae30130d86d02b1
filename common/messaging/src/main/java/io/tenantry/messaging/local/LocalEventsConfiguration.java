package io.tenantry.messaging.local;

import io.tenantry.events.Addresses;
import io.tenantry.events.MessageJson;
import io.tenantry.events.TenantChange;
import io.tenantry.events.UnreadableMessageException;
import io.tenantry.messaging.inbound.Reconnecting;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.amqp.core.Binding;
import org.springframework.amqp.core.BindingBuilder;
import org.springframework.amqp.core.Message;
import org.springframework.amqp.core.Queue;
import org.springframework.amqp.core.QueueBuilder;
import org.springframework.amqp.core.TopicExchange;
import org.springframework.amqp.rabbit.connection.ConnectionFactory;
import org.springframework.amqp.rabbit.listener.SimpleMessageListenerContainer;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** A queue of this instance's own, gone with its connection and bounded. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnBooleanProperty("tenantry.messaging.local-events")
class LocalEventsConfiguration {

  private static final Logger log = LoggerFactory.getLogger(LocalEventsConfiguration.class);
  private static final int MAX_LENGTH = 10_000;

  @Bean
  Queue localEventsQueue(Addresses addresses) {
    return QueueBuilder.nonDurable(addresses.prefix() + "tenantry.local." + UUID.randomUUID())
        .exclusive()
        .autoDelete()
        .maxLength(MAX_LENGTH)
        .build();
  }

  @Bean
  Binding localEventsBinding(Queue localEventsQueue, Addresses addresses) {
    return BindingBuilder.bind(localEventsQueue)
        .to(new TopicExchange(addresses.events()))
        .with("tenant.#");
  }

  @Bean
  SimpleMessageListenerContainer localEventsListener(
      ConnectionFactory connections,
      Queue localEventsQueue,
      MessageJson json,
      ApplicationEventPublisher signals) {
    var container = new SimpleMessageListenerContainer(connections);
    container.setQueues(localEventsQueue);
    container.setPrefetchCount(250);
    container.setMissingQueuesFatal(false);
    container.setPossibleAuthenticationFailureFatal(false);
    container.setRecoveryBackOff(new Reconnecting());
    container.setMessageListener(message -> signal(message, json, signals));
    return container;
  }

  private static void signal(Message message, MessageJson json, ApplicationEventPublisher signals) {
    try {
      String data = new String(message.getBody(), StandardCharsets.UTF_8);
      TenantChange change = json.read(data, TenantChange.class);
      signals.publishEvent(new TenantChanged(change.tenantId(), change.sequence()));
    } catch (UnreadableMessageException e) {
      log.debug("Ignoring an unreadable signal", e);
    } catch (RuntimeException e) {
      // A message that the container puts back comes again at once, and for ever.
      log.warn("A signal is lost: {}", e.toString());
    }
  }
}
