package io.tenantry.provisioning.ratelimit;

import com.github.benmanes.caffeine.cache.Ticker;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class RateLimitConfiguration {

  /** The clock of all limits: unlike the time of day, it never goes back. */
  @Bean
  Ticker rateLimitTicker() {
    return Ticker.systemTicker();
  }
}
