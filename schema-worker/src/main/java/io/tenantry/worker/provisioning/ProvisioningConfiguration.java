package io.tenantry.worker.provisioning;

import io.micrometer.core.instrument.MeterRegistry;
import io.tenantry.migrations.BuildLimits;
import io.tenantry.migrations.NotReplayableException;
import io.tenantry.migrations.ScriptLocations;
import io.tenantry.migrations.TenantSchemaBuilder;
import io.tenantry.migrations.TenantScripts;
import io.tenantry.registry.TenantLifecycle;
import io.tenantry.worker.WorkerProperties;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.transaction.support.TransactionTemplate;

@Configuration(proxyBeanMethods = false)
class ProvisioningConfiguration {

  @Bean
  TransactionOperations transactions(PlatformTransactionManager manager) {
    return new TransactionTemplate(manager);
  }

  /**
   * Reads every type's scripts now, so that a worker with ones that it can't replay does not start.
   */
  @Bean
  TenantScripts tenantScripts(WorkerProperties worker) {
    var locations =
        new ScriptLocations(
            worker.migrations().locations(),
            worker.migrations().seeds(),
            Map.of(),
            worker.migrations().folders());
    var scripts = new TenantScripts(locations);
    for (String type : worker.types()) {
      scripts
          .of(type)
          .obstacle()
          .ifPresent(
              script -> {
                throw new NotReplayableException(script);
              });
    }
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
  Provisioner provisioner(
      TenantBuild build,
      Attempts attempts,
      TenantLifecycle lifecycle,
      TransactionOperations transactions,
      WorkerProperties worker,
      MeterRegistry meters) {
    return new Provisioner(build, attempts, lifecycle, transactions, worker, meters);
  }
}
