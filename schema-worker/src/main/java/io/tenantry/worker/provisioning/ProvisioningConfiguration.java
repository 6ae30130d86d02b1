package io.tenantry.worker.provisioning;

import io.tenantry.events.Addresses;
import io.tenantry.migrations.BuildLimits;
import io.tenantry.migrations.ScriptLocations;
import io.tenantry.migrations.TenantSchemaBuilder;
import io.tenantry.migrations.TenantScripts;
import io.tenantry.worker.WorkerProperties;
import io.tenantry.worker.database.DatabaseReady;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.amqp.rabbit.connection.ConnectionFactory;
import org.springframework.amqp.rabbit.listener.SimpleMessageListenerContainer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.transaction.support.TransactionTemplate;

@Configuration(proxyBeanMethods = false)
class ProvisioningConfiguration {

  @Bean
  TransactionOperations transactions(PlatformTransactionManager manager) {
    return new TransactionTemplate(manager);
  }

  /** Reads every type's scripts now, so that a worker with unusable ones does not start. */
  @Bean
  TenantScripts tenantScripts(WorkerProperties worker) {
    var locations =
        new ScriptLocations(worker.migrations().locations(), worker.migrations().seeds(), Map.of());
    var scripts = new TenantScripts(locations);
    worker.types().forEach(scripts::currentVersion);
    return scripts;
  }

  @Bean
  TenantSchemaBuilder tenantSchemaBuilder(
      DataSource database, TenantScripts scripts, WorkerProperties worker) {
    var limits =
        new BuildLimits(
            worker.provisioning().lockTimeout(), worker.provisioning().statementTimeout());
    return new TenantSchemaBuilder(database, scripts, worker.appRole(), limits);
  }

  @Bean
  SimpleMessageListenerContainer provisioningContainer(
      ConnectionFactory connections,
      Addresses addresses,
      ProvisioningListener listener,
      WorkerProperties worker) {
    var container = new SimpleMessageListenerContainer(connections);
    container.setQueueNames(addresses.provisioning());
    container.setMessageListener(listener);
    container.setConcurrentConsumers(worker.provisioning().concurrency());
    container.setPrefetchCount(2);
    container.setMissingQueuesFatal(false);
    container.setPossibleAuthenticationFailureFatal(false);
    container.setAutoStartup(false);
    container.setShutdownTimeout(20_000);
    return container;
  }

  @Bean
  WorkStart workStart(SimpleMessageListenerContainer provisioningContainer) {
    return new WorkStart(provisioningContainer);
  }

  /** No work before the tables that it is written down in. */
  record WorkStart(SimpleMessageListenerContainer container) {

    @EventListener
    void on(DatabaseReady ready) {
      container.start();
    }
  }
}
