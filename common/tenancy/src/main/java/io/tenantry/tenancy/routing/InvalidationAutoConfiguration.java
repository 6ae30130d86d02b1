package io.tenantry.tenancy.routing;

import io.tenantry.events.Addresses;
import io.tenantry.tenancy.ConditionalOnTenancy;
import io.tenantry.tenancy.messages.Reconnecting;
import io.tenantry.tracing.MessageTraces;
import org.springframework.amqp.core.AmqpAdmin;
import org.springframework.amqp.core.Base64UrlNamingStrategy;
import org.springframework.amqp.core.Binding;
import org.springframework.amqp.core.BindingBuilder;
import org.springframework.amqp.core.Declarables;
import org.springframework.amqp.core.Queue;
import org.springframework.amqp.core.QueueBuilder;
import org.springframework.amqp.core.QueueBuilder.Overflow;
import org.springframework.amqp.core.TopicExchange;
import org.springframework.amqp.rabbit.connection.ConnectionFactory;
import org.springframework.amqp.rabbit.listener.ConsumeOkEvent;
import org.springframework.amqp.rabbit.listener.SimpleMessageListenerContainer;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.amqp.autoconfigure.RabbitAutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;

/**
 * A queue of this instance's own for the events of all tenants. Without a broker, routes live as
 * long as their time to live.
 */
@AutoConfiguration(after = {RabbitAutoConfiguration.class, RoutingAutoConfiguration.class})
@ConditionalOnBean({ConnectionFactory.class, Routes.class})
@ConditionalOnTenancy
@EnableConfigurationProperties(MessagingProperties.class)
class InvalidationAutoConfiguration {

  @Bean
  Queue routeInvalidationQueue(MessagingProperties messaging, RoutingProperties settings) {
    String prefix = messaging.prefix() + "tenantry.routes.";
    return QueueBuilder.nonDurable(new Base64UrlNamingStrategy(prefix).generateName())
        .exclusive()
        .autoDelete()
        .maxLength((long) settings.queueLength())
        .overflow(Overflow.dropHead)
        .build();
  }

  @Bean
  Declarables routeInvalidationTopology(
      MessagingProperties messaging, Queue routeInvalidationQueue) {
    TopicExchange events = new TopicExchange(new Addresses(messaging.prefix()).events());
    Binding binding = BindingBuilder.bind(routeInvalidationQueue).to(events).with("tenant.#");
    return new Declarables(events, binding);
  }

  @Bean
  SimpleMessageListenerContainer routeInvalidationContainer(
      ConnectionFactory connections,
      AmqpAdmin admin,
      Queue routeInvalidationQueue,
      Routes routes,
      ObjectProvider<MessageTraces> traces) {
    SimpleMessageListenerContainer container = new SimpleMessageListenerContainer(connections);
    container.setQueues(routeInvalidationQueue);
    container.setAmqpAdmin(admin);
    container.setMissingQueuesFatal(false);
    container.setPossibleAuthenticationFailureFatal(false);
    container.setRecoveryBackOff(new Reconnecting());
    container.setMessageListener(
        new RouteInvalidation(routes, traces.getIfAvailable(() -> MessageTraces.OFF)));
    return container;
  }

  /** From here on events arrive; those before are lost, and with them what is remembered. */
  @Bean
  ApplicationListener<ConsumeOkEvent> routesForgottenOnConnection(
      Routes routes, Queue routeInvalidationQueue) {
    return event -> {
      if (event.getQueue().equals(routeInvalidationQueue.getName())) {
        routes.clear();
      }
    };
  }
}
