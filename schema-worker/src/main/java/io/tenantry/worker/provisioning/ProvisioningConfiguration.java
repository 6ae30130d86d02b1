package io.tenantry.worker.provisioning;

import io.micrometer.core.instrument.MeterRegistry;
import io.tenantry.migrations.BuildLimits;
import io.tenantry.migrations.FlywayRun;
import io.tenantry.migrations.ScriptLocations;
import io.tenantry.migrations.TenantSchemaBuilder;
import io.tenantry.migrations.TenantSchemaHook;
import io.tenantry.migrations.TenantScripts;
import io.tenantry.migrations.dropping.TenantSchemaDropper;
import io.tenantry.registry.TenantLifecycle;
import io.tenantry.worker.WorkerProperties;
import io.tenantry.worker.database.UnpooledDatabase;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.transaction.support.TransactionTemplate;

@Configuration(proxyBeanMethods = false)
class ProvisioningConfiguration {

  private static final Logger log = LoggerFactory.getLogger(ProvisioningConfiguration.class);

  @Bean
  TransactionOperations transactions(PlatformTransactionManager manager) {
    return new TransactionTemplate(manager);
  }

  /** Reads every type's scripts now, so that a worker does not start with ones that are none. */
  @Bean
  TenantScripts tenantScripts(WorkerProperties worker) {
    var locations =
        new ScriptLocations(
            worker.migrations().locations(),
            worker.migrations().seeds(),
            worker.migrations().placeholders(),
            worker.migrations().folders());
    var scripts = new TenantScripts(locations);
    for (String type : worker.types()) {
      scripts
          .of(type)
          .obstacle()
          .ifPresent(
              script ->
                  log.warn(
                      "Tenants of type {} are built by Flyway, slowly and not in one transaction."
                          + " {}: {}",
                      type,
                      script.name(),
                      script.obstacle()));
    }
    return scripts;
  }

  @Bean
  TenantSchemaBuilder tenantSchemaBuilder(
      DataSource database,
      TenantScripts scripts,
      WorkerProperties worker,
      ObjectProvider<TenantSchemaHook> hooks) {
    return new TenantSchemaBuilder(
        database, scripts, worker.appRole(), limits(worker), hooks.orderedStream().toList());
  }

  private static BuildLimits limits(WorkerProperties worker) {
    return new BuildLimits(
        worker.provisioning().lockTimeout(), worker.provisioning().statementTimeout());
  }

  @Bean
  FlywayBuild flywayBuild(
      DataSource database,
      TenantScripts scripts,
      WorkerProperties worker,
      BuildProgress progress,
      TenantSchemaBuilder schemas,
      TenantSchemaDropper dropper,
      TenantActivation activation,
      Attempts attempts,
      TransactionOperations transactions) {
    var flyway =
        new FlywayRun(
            new UnpooledDatabase(database),
            scripts,
            worker.migrations().outOfOrder(),
            limits(worker));
    return new FlywayBuild(
        flyway, scripts, worker, progress, schemas, dropper, activation, attempts, transactions);
  }

  @Bean
  Provisioner provisioner(
      ScriptsBuild build,
      Attempts attempts,
      TenantLifecycle lifecycle,
      TransactionOperations transactions,
      WorkerProperties worker,
      SignUpTimer signUps,
      MeterRegistry meters) {
    return new Provisioner(build, attempts, lifecycle, transactions, worker, signUps, meters);
  }
}
