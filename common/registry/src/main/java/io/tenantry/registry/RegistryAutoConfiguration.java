package io.tenantry.registry;

import io.tenantry.messaging.outbox.Outbox;
import java.time.Clock;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The registry's parts, for the services that own tenants. */
@AutoConfiguration(after = JdbcClientAutoConfiguration.class)
@EnableConfigurationProperties(RegistryProperties.class)
class RegistryAutoConfiguration {

  @Bean
  Tenants tenants(JdbcClient jdbc) {
    return new Tenants(jdbc);
  }

  @Bean
  Sequences sequences(JdbcClient jdbc) {
    return new Sequences(jdbc);
  }

  @Bean
  Audit audit(JdbcClient jdbc, Clock clock) {
    return new Audit(jdbc, clock);
  }

  @Bean
  SignUps signUps(
      JdbcClient jdbc, Outbox outbox, Audit audit, Clock clock, RegistryProperties properties) {
    return new SignUps(jdbc, outbox, audit, clock, properties.redeliverAfter());
  }

  @Bean
  TenantLifecycle tenantLifecycle(
      JdbcClient jdbc, Tenants tenants, Outbox outbox, Audit audit, Clock clock) {
    return new TenantLifecycle(jdbc, tenants, outbox, audit, clock);
  }
}
