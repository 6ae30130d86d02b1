package io.tenantry.tenancy.caching;

import io.tenantry.tenancy.ConditionalOnTenancy;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.cache.CacheManager;
import org.springframework.context.annotation.Bean;

/** All of the application's cache managers know tenants, whoever made them. */
@AutoConfiguration
@ConditionalOnTenancy
@EnableConfigurationProperties(CachingProperties.class)
class CachingAutoConfiguration {

  @Bean
  static BeanPostProcessor cacheManagersByTenant(ObjectProvider<CachingProperties> settings) {
    return new BeanPostProcessor() {
      @Override
      public Object postProcessAfterInitialization(Object bean, String name) {
        return bean instanceof CacheManager caches && !(bean instanceof TenantCacheManager)
            ? new TenantCacheManager(caches, settings.getObject().shared())
            : bean;
      }
    };
  }
}
