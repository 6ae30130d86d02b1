package io.tenantry.tenancy.limits;

import com.github.benmanes.caffeine.cache.Ticker;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Metrics;
import io.tenantry.problems.ProblemWriter;
import io.tenantry.tenancy.ConditionalOnTenancy;
import jakarta.servlet.DispatcherType;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;

/** The filter behind the edge that shares the instance out among tenants. */
@AutoConfiguration(
    afterName = {
      "io.tenantry.tenancy.web.EdgeAutoConfiguration",
      "org.springframework.boot.micrometer.metrics.autoconfigure."
          + "CompositeMeterRegistryAutoConfiguration"
    })
@ConditionalOnWebApplication(type = Type.SERVLET)
@ConditionalOnTenancy
@EnableConfigurationProperties(TrafficProperties.class)
class TrafficAutoConfiguration {

  /** Once the tenant is known, and before anything costs much. */
  private static final int FILTER_ORDER = Ordered.HIGHEST_PRECEDENCE + 40;

  @Bean
  FilterRegistrationBean<TrafficFilter> tenantTrafficFilter(
      TrafficProperties settings, ProblemWriter problems, ObjectProvider<MeterRegistry> meters) {
    var filter =
        new TrafficFilter(
            settings,
            Ticker.systemTicker(),
            problems,
            meters.getIfAvailable(() -> Metrics.globalRegistry));
    var registration = new FilterRegistrationBean<>(filter);
    registration.setOrder(FILTER_ORDER);
    registration.setDispatcherTypes(DispatcherType.REQUEST);
    return registration;
  }
}
