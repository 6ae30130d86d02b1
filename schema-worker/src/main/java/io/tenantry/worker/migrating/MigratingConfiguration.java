package io.tenantry.worker.migrating;

import io.tenantry.migrations.BuildLimits;
import io.tenantry.migrations.FlywayRun;
import io.tenantry.migrations.SchemaHooks;
import io.tenantry.migrations.TenantSchemaHook;
import io.tenantry.migrations.TenantScripts;
import io.tenantry.migrations.upgrade.TenantSchemaMigrator;
import io.tenantry.worker.WorkerProperties;
import io.tenantry.worker.database.UnpooledDatabase;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(MigratingProperties.class)
class MigratingConfiguration {

  @Bean
  TenantSchemaMigrator tenantSchemaMigrator(
      DataSource database,
      TenantScripts scripts,
      WorkerProperties worker,
      ObjectProvider<TenantSchemaHook> hooks) {
    return new TenantSchemaMigrator(
        database, scripts, worker.migrations().outOfOrder(), hooks.orderedStream().toList());
  }

  @Bean
  FlywayMigration flywayMigration(
      DataSource database,
      TenantScripts scripts,
      WorkerProperties worker,
      MigratingProperties settings,
      ObjectProvider<TenantSchemaHook> hooks,
      PlatformTransactionManager transactions) {
    var limits = new BuildLimits(settings.lockTimeout(), settings.statementTimeout());
    var flyway =
        new FlywayRun(
            new UnpooledDatabase(database), scripts, worker.migrations().outOfOrder(), limits);
    return new FlywayMigration(
        flyway,
        new SchemaHooks(database, hooks.orderedStream().toList()),
        new JdbcTemplate(database),
        transactions);
  }
}
