package io.tenantry.worker.orders;

import io.tenantry.events.Addresses;
import io.tenantry.messaging.inbound.Reconnecting;
import io.tenantry.worker.WorkerProperties;
import io.tenantry.worker.database.DatabaseReady;
import io.tenantry.worker.migrating.MigratingProperties;
import java.util.List;
import org.springframework.amqp.rabbit.connection.ConnectionFactory;
import org.springframework.amqp.rabbit.listener.SimpleMessageListenerContainer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;

/** Who consumes which queue: what may take minutes has consumers of its own. */
@Configuration(proxyBeanMethods = false)
class OrdersConfiguration {

  @Bean
  SimpleMessageListenerContainer provisioningContainer(
      ConnectionFactory connections,
      Addresses addresses,
      OrderListener listener,
      WorkerProperties worker) {
    var container = container(connections, addresses.provisioning(), listener);
    container.setConcurrentConsumers(worker.provisioning().concurrency());
    container.setPrefetchCount(2);
    return container;
  }

  @Bean
  SimpleMessageListenerContainer maintenanceContainer(
      ConnectionFactory connections,
      Addresses addresses,
      OrderListener listener,
      WorkerProperties worker) {
    var container = container(connections, addresses.maintenance(), listener);
    container.setConcurrentConsumers(worker.maintenance().concurrency());
    container.setPrefetchCount(1);
    return container;
  }

  @Bean
  SimpleMessageListenerContainer migrationsContainer(
      ConnectionFactory connections,
      Addresses addresses,
      OrderListener listener,
      MigratingProperties migrations) {
    var container = container(connections, addresses.migrations(), listener);
    container.setConcurrentConsumers(migrations.concurrency());
    container.setPrefetchCount(1);
    return container;
  }

  @Bean
  WorkStart workStart(List<SimpleMessageListenerContainer> containers) {
    return new WorkStart(containers);
  }

  private static SimpleMessageListenerContainer container(
      ConnectionFactory connections, String queue, OrderListener listener) {
    var container = new SimpleMessageListenerContainer(connections);
    container.setQueueNames(queue);
    container.setMessageListener(listener);
    container.setMissingQueuesFatal(false);
    container.setPossibleAuthenticationFailureFatal(false);
    container.setRecoveryBackOff(new Reconnecting());
    container.setAutoStartup(false);
    container.setShutdownTimeout(20_000);
    return container;
  }

  /** No work before the tables that it is written down in. */
  record WorkStart(List<SimpleMessageListenerContainer> containers) {

    @EventListener
    void on(DatabaseReady ready) {
      containers.forEach(SimpleMessageListenerContainer::start);
    }
  }
}
