package io.tenantry.worker.cloning;

import io.tenantry.migrations.TenantSchemaBuilder;
import io.tenantry.migrations.TenantScripts;
import io.tenantry.migrations.cloning.CloneLimits;
import io.tenantry.migrations.cloning.TenantSchemaCloner;
import io.tenantry.worker.WorkerProperties;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class CloningConfiguration {

  @Bean
  TenantSchemaCloner tenantSchemaCloner(
      DataSource database,
      TenantSchemaBuilder builder,
      TenantScripts scripts,
      WorkerProperties worker) {
    var limits =
        new CloneLimits(worker.maintenance().lockTimeout(), worker.maintenance().copyTimeout());
    return new TenantSchemaCloner(database, builder, scripts, limits);
  }
}
