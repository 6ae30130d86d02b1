package io.tenantry.problems.drain;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;

/** Every servlet service on the class path leaves alike. */
@AutoConfiguration
@ConditionalOnWebApplication(type = Type.SERVLET)
@EnableConfigurationProperties(DrainProperties.class)
class DrainAutoConfiguration {

  @Bean
  Drain drain(DrainProperties settings) {
    return new Drain(settings.delay());
  }

  @Bean
  FilterRegistrationBean<DrainFilter> drainFilter(Drain drain) {
    var registration = new FilterRegistrationBean<>(new DrainFilter(drain));
    registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
    return registration;
  }
}
