package io.tenantry.worker.deletion;

import io.tenantry.migrations.dropping.DropLimits;
import io.tenantry.migrations.dropping.TenantSchemaDropper;
import io.tenantry.worker.WorkerProperties;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class DeletionConfiguration {

  @Bean
  TenantSchemaDropper tenantSchemaDropper(DataSource database, WorkerProperties worker) {
    var settings = worker.maintenance();
    return new TenantSchemaDropper(
        database,
        worker.appRole(),
        new DropLimits(
            settings.dropLocks(),
            settings.lockTimeout(),
            settings.sharedLockTimeout(),
            settings.statementTimeout()));
  }
}
