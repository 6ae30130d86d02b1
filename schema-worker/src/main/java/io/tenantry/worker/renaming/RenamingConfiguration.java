package io.tenantry.worker.renaming;

import io.tenantry.migrations.TenantSchemaRenamer;
import io.tenantry.worker.WorkerProperties;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class RenamingConfiguration {

  @Bean
  TenantSchemaRenamer tenantSchemaRenamer(DataSource database, WorkerProperties worker) {
    return new TenantSchemaRenamer(database, worker.maintenance().lockTimeout());
  }
}
