package io.tenantry.techstore.users;

import io.tenantry.events.Addresses;
import io.tenantry.tenancy.ConditionalOnTenancy;
import io.tenantry.tenancy.messages.Reconnecting;
import java.util.Objects;
import org.springframework.amqp.core.AmqpAdmin;
import org.springframework.amqp.core.BindingBuilder;
import org.springframework.amqp.core.Declarables;
import org.springframework.amqp.core.FanoutExchange;
import org.springframework.amqp.core.Queue;
import org.springframework.amqp.core.QueueBuilder;
import org.springframework.amqp.core.TopicExchange;
import org.springframework.amqp.rabbit.config.RetryInterceptorBuilder;
import org.springframework.amqp.rabbit.connection.ConnectionFactory;
import org.springframework.amqp.rabbit.listener.SimpleMessageListenerContainer;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** One durable queue for all instances, whose messages wait while none is there. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(UserProperties.class)
class UsersConfiguration {

  private static final String QUEUE = "techstore.invitations";
  private static final int CONSUMERS = 2;
  private static final int RETRIES = 8;
  private static final long FIRST_PAUSE_MILLIS = 1000;
  private static final long LONGEST_PAUSE_MILLIS = 60_000;

  @Bean
  @ConditionalOnTenancy
  Declarables invitationTopology(@Value("${tenantry.messaging.prefix:}") String prefix) {
    Addresses addresses = new Addresses(prefix);
    TopicExchange events = new TopicExchange(addresses.events());
    FanoutExchange deadLetters = new FanoutExchange(addresses.deadLetters());
    Queue queue =
        QueueBuilder.durable(prefix + QUEUE)
            .quorum()
            .deadLetterExchange(addresses.deadLetters())
            .build();
    return new Declarables(
        events,
        deadLetters,
        queue,
        BindingBuilder.bind(queue).to(events).with("tenant.activated"),
        BindingBuilder.bind(queue).to(events).with("tenant.updated"));
  }

  /**
   * A mail server that is away is waited for. In the end the message goes to the dead letters, or
   * back into the queue on brokers that have no such thing.
   */
  @Bean
  @ConditionalOnTenancy
  SimpleMessageListenerContainer invitationContainer(
      ConnectionFactory connections,
      AmqpAdmin admin,
      FirstOwnerListener listener,
      @Value("${tenantry.messaging.prefix:}") String prefix) {
    SimpleMessageListenerContainer container = new SimpleMessageListenerContainer(connections);
    container.setQueueNames(prefix + QUEUE);
    container.setAmqpAdmin(admin);
    container.setMissingQueuesFatal(false);
    container.setPossibleAuthenticationFailureFatal(false);
    container.setRecoveryBackOff(new Reconnecting());
    container.setConcurrentConsumers(CONSUMERS);
    container.setPrefetchCount(1);
    container.setDefaultRequeueRejected(false);
    container.setAdviceChain(
        Objects.requireNonNull(
            RetryInterceptorBuilder.stateless()
                .maxRetries(RETRIES)
                .backOffOptions(FIRST_PAUSE_MILLIS, 2, LONGEST_PAUSE_MILLIS)
                .build()));
    container.setMessageListener(listener);
    return container;
  }
}
