package io.tenantry.provisioning.usage;

import io.tenantry.events.Addresses;
import io.tenantry.messaging.inbound.DeadLetters;
import io.tenantry.messaging.inbound.Persevering;
import io.tenantry.messaging.inbound.Reconnecting;
import org.springframework.amqp.rabbit.connection.ConnectionFactory;
import org.springframework.amqp.rabbit.listener.SimpleMessageListenerContainer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Who hears of usage: one instance each report. */
@Configuration(proxyBeanMethods = false)
class UsageConfiguration {

  @Bean
  SimpleMessageListenerContainer usageContainer(
      ConnectionFactory connections,
      Addresses addresses,
      DeadLetters deadLetters,
      UsageListener listener) {
    var container = new SimpleMessageListenerContainer(connections);
    container.setQueueNames(addresses.usage());
    container.setMessageListener(new Persevering(listener, deadLetters, container::isActive));
    container.setPrefetchCount(2);
    container.setMissingQueuesFatal(false);
    container.setPossibleAuthenticationFailureFatal(false);
    container.setRecoveryBackOff(new Reconnecting());
    return container;
  }
}
