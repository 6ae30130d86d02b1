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
  DomainClaims domainClaims(JdbcClient jdbc, Clock clock, RegistryProperties properties) {
    return new DomainClaims(jdbc, clock, properties.firstDomainCheck());
  }

  @Bean
  SignUps signUps(
      JdbcClient jdbc,
      Tenants tenants,
      DomainClaims domains,
      Outbox outbox,
      Audit audit,
      Clock clock,
      RegistryProperties properties) {
    return new SignUps(jdbc, tenants, domains, outbox, audit, clock, properties.redeliverAfter());
  }

  @Bean
  TenantGuard tenantGuard(Tenants tenants) {
    return new TenantGuard(tenants);
  }

  @Bean
  StepWriter stepWriter(JdbcClient jdbc, Tenants tenants, Outbox outbox, Audit audit) {
    return new StepWriter(jdbc, tenants, outbox, audit);
  }

  @Bean
  TenantLifecycle tenantLifecycle(
      TenantGuard guard,
      StepWriter steps,
      Outbox outbox,
      Clock clock,
      RegistryProperties properties) {
    return new TenantLifecycle(guard, steps, outbox, clock, properties.redeliverAfter());
  }

  @Bean
  Trials trials(
      JdbcClient jdbc, Tenants tenants, TenantGuard guard, StepWriter steps, Clock clock) {
    return new Trials(jdbc, tenants, guard, steps, clock);
  }

  @Bean
  TenantUpdates tenantUpdates(Tenants tenants, TenantGuard guard, StepWriter steps) {
    return new TenantUpdates(tenants, guard, steps);
  }

  @Bean
  TenantDomains tenantDomains(JdbcClient jdbc, Clock clock) {
    return new TenantDomains(jdbc, clock);
  }

  @Bean
  Deletions deletions(JdbcClient jdbc, TenantGuard guard, StepWriter steps) {
    return new Deletions(jdbc, guard, steps);
  }

  @Bean
  Drops drops(JdbcClient jdbc, Tenants tenants, StepWriter steps, TenantDomains domains) {
    return new Drops(jdbc, tenants, steps, domains);
  }

  @Bean
  Renames renames(
      JdbcClient jdbc,
      Tenants tenants,
      TenantGuard guard,
      StepWriter steps,
      TenantDomains domains,
      Outbox outbox,
      RegistryProperties properties) {
    return new Renames(jdbc, tenants, guard, steps, domains, outbox, properties.redeliverAfter());
  }

  @Bean
  DueRenames dueRenames(JdbcClient jdbc, Tenants tenants, StepWriter steps, TenantDomains domains) {
    return new DueRenames(jdbc, tenants, steps, domains);
  }

  @Bean
  Clones clones(
      JdbcClient jdbc,
      Tenants tenants,
      Sequences sequences,
      StepWriter steps,
      Audit audit,
      Outbox outbox) {
    return new Clones(jdbc, tenants, sequences, steps, audit, outbox);
  }
}
