package io.tenantry.tenancy.routing;

import com.github.benmanes.caffeine.cache.Ticker;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Metrics;
import io.tenantry.tenancy.ConditionalOnTenancy;
import io.tenantry.tenancy.connection.RefusedTenants;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.context.annotation.Bean;

/** Routes from the control plane's view. */
@AutoConfiguration(
    after = DataSourceAutoConfiguration.class,
    afterName =
        "org.springframework.boot.micrometer.metrics.autoconfigure."
            + "CompositeMeterRegistryAutoConfiguration")
@ConditionalOnTenancy
@EnableConfigurationProperties(RoutingProperties.class)
class RoutingAutoConfiguration {

  @Bean
  @ConditionalOnMissingBean
  @ConditionalOnBean(name = "dataSource")
  RouteStore routeStore(@Qualifier("dataSource") DataSource pool, RoutingProperties settings) {
    return new JdbcRouteStore(pool, settings.lookupTimeout());
  }

  @Bean
  RoutingMeters routingMeters(ObjectProvider<MeterRegistry> registry) {
    return new RoutingMeters(registry.getIfAvailable(() -> Metrics.globalRegistry));
  }

  @Bean
  RouteLoader routeLoader(RouteStore store, RoutingProperties settings, RoutingMeters meters) {
    return new RouteLoader(store, settings, meters);
  }

  @Bean
  Routes routes(RoutingProperties settings, RouteLoader loader, RoutingMeters meters) {
    return new Routes(settings, loader, meters, Ticker.systemTicker());
  }

  @Bean
  TenantDirectory tenantDirectory(Routes routes, RouteStore store) {
    return new TenantDirectory(routes, store);
  }

  @Bean
  @ConditionalOnMissingBean
  RefusedTenants refusedTenants(Routes routes, RoutingProperties settings) {
    return new RouteOfRefused(routes, settings.lookupTimeout());
  }
}
