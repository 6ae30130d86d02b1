package io.tenantry.provisioning.jobs;

import io.tenantry.events.Addresses;
import io.tenantry.messaging.inbound.DeadLetters;
import io.tenantry.messaging.inbound.Persevering;
import io.tenantry.messaging.inbound.Reconnecting;
import org.springframework.amqp.rabbit.connection.ConnectionFactory;
import org.springframework.amqp.rabbit.listener.SimpleMessageListenerContainer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Who hears of jobs: one instance each message. */
@Configuration(proxyBeanMethods = false)
class JobsConfiguration {

  @Bean
  SimpleMessageListenerContainer jobEventsContainer(
      ConnectionFactory connections,
      Addresses addresses,
      DeadLetters deadLetters,
      JobEventListener listener) {
    var container = new SimpleMessageListenerContainer(connections);
    container.setQueueNames(addresses.jobEvents());
    container.setMessageListener(new Persevering(listener, deadLetters, container::isActive));
    container.setPrefetchCount(20);
    container.setMissingQueuesFatal(false);
    container.setPossibleAuthenticationFailureFatal(false);
    container.setRecoveryBackOff(new Reconnecting());
    return container;
  }
}
