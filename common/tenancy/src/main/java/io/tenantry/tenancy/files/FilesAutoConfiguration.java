package io.tenantry.tenancy.files;

import io.tenantry.tenancy.usage.UsageMeasure;
import java.util.Objects;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/** Storage by tenant, where a folder for it is named. */
@AutoConfiguration
@ConditionalOnProperty("tenantry.files.root")
@EnableConfigurationProperties(FileProperties.class)
class FilesAutoConfiguration {

  @Bean
  @ConditionalOnMissingBean
  TenantFiles tenantFiles(FileProperties settings) {
    return new TenantFiles(Objects.requireNonNull(settings.root()), settings.largest().toBytes());
  }

  @Bean
  UsageMeasure usageOfFiles(TenantFiles files) {
    return UsageMeasure.of(UsageMeasure.Kind.STORAGE_BYTES, files::usedBytes);
  }
}
