package io.tenantry.tenancy.connection;

import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.tenantry.tenancy.ConditionalOnTenancy;
import javax.sql.DataSource;
import org.postgresql.PGProperty;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

/**
 * The application's data source is the tenants'; Boot's own stays beside it as the pool of bare
 * connections.
 */
@AutoConfiguration(
    after = DataSourceAutoConfiguration.class,
    before = {
      DataSourceTransactionManagerAutoConfiguration.class,
      JdbcTemplateAutoConfiguration.class,
      JdbcClientAutoConfiguration.class
    })
@ConditionalOnBean(name = "dataSource", value = DataSource.class)
@EnableConfigurationProperties(ConnectionProperties.class)
@ConditionalOnTenancy
class TenantDataSourceAutoConfiguration {

  /** Of each connection; by default the driver keeps 256, and each tenant has its own. */
  private static final String STATEMENTS_KEPT = "1024";

  @Bean
  @ConditionalOnMissingBean
  TenantPools tenantPools(@Qualifier("dataSource") DataSource pool) {
    return scope -> pool;
  }

  @Bean
  @Primary
  @ConditionalOnMissingBean
  TenantDataSource tenantDataSource(
      TenantPools pools, RefusedTenants refusals, ConnectionProperties settings) {
    return new TenantDataSource(pools, refusals, settings);
  }

  @Bean
  MeterBinder tenantConnectionMeters(TenantDataSource connections) {
    return connections::measure;
  }

  /** Static, since it has to be there before the pool is. */
  @Bean
  static BeanPostProcessor poolOfTenants() {
    return new BeanPostProcessor() {
      @Override
      public Object postProcessBeforeInitialization(Object bean, String name) {
        if (bean instanceof HikariDataSource pool && name.equals("dataSource")) {
          prepare(pool);
        }
        return bean;
      }
    };
  }

  private static void prepare(HikariDataSource pool) {
    if (pool.getExceptionOverride() == null) {
      pool.setExceptionOverride(new StaleStatements());
    }
    if (pool.getJdbcUrl() instanceof String url && url.startsWith("jdbc:postgresql:")) {
      pool.getDataSourceProperties()
          .putIfAbsent(PGProperty.PREPARED_STATEMENT_CACHE_QUERIES.getName(), STATEMENTS_KEPT);
    }
  }
}
