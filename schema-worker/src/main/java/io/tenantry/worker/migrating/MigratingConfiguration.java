package io.tenantry.worker.migrating;

import io.tenantry.migrations.TenantScripts;
import io.tenantry.migrations.upgrade.TenantSchemaMigrator;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(MigratingProperties.class)
class MigratingConfiguration {

  @Bean
  TenantSchemaMigrator tenantSchemaMigrator(DataSource database, TenantScripts scripts) {
    return new TenantSchemaMigrator(database, scripts, false, List.of());
  }
}
