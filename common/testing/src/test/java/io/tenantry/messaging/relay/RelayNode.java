package io.tenantry.messaging.relay;

import com.zaxxer.hikari.HikariDataSource;
import io.tenantry.events.Addresses;
import io.tenantry.events.TenantActivated;
import io.tenantry.messaging.outbox.Outbox;
import io.tenantry.registry.Actor;
import io.tenantry.registry.SignUps;
import io.tenantry.testing.Broker;
import io.tenantry.testing.TestDatabase;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.amqp.rabbit.connection.CachingConnectionFactory;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** An instance of a service that has an outbox and, if wanted, a relay. */
final class RelayNode implements AutoCloseable {

  @Configuration(proxyBeanMethods = false)
  @EnableAutoConfiguration
  static class Service {}

  private final ConfigurableApplicationContext context;
  private final TestDatabase database;

  RelayNode(TestDatabase database, Broker broker, boolean relays, String... settings) {
    this.database = database;
    Map<String, Object> properties = new HashMap<>();
    properties.put("spring.datasource.url", database.jdbcUrl());
    properties.put("spring.datasource.username", database.logins().control().name().value());
    properties.put("spring.datasource.password", database.logins().control().password());
    properties.put("spring.datasource.hikari.maximum-pool-size", 4);
    properties.put("spring.rabbitmq.addresses", broker.url());
    properties.put("spring.rabbitmq.publisher-confirm-type", "correlated");
    properties.put("spring.rabbitmq.publisher-returns", true);
    properties.put("spring.rabbitmq.template.mandatory", true);
    properties.put("tenantry.messaging.prefix", database.schemaPrefix());
    properties.put("tenantry.messaging.relay.enabled", relays);
    properties.put("tenantry.messaging.relay.last-retry", "500ms");
    // A confirm that a busy machine delays is no refusal.
    properties.put("tenantry.messaging.relay.confirm-timeout", "60s");
    properties.put("spring.main.banner-mode", "off");
    for (String setting : settings) {
      properties.put(setting.split("=", 2)[0], setting.split("=", 2)[1]);
    }
    context =
        new SpringApplicationBuilder(Service.class)
            .web(WebApplicationType.NONE)
            .properties(properties)
            .run();
  }

  Addresses addresses() {
    return context.getBean(Addresses.class);
  }

  <T> T bean(Class<T> type) {
    return context.getBean(type);
  }

  UUID signUp(String name) {
    var tenant = database.newTenant(name, "default");
    return transactions()
        .execute(status -> bean(SignUps.class).record(tenant, new Actor("test", null)).value());
  }

  /** One event for each tenant, all in one transaction. */
  void announce(List<UUID> tenants) {
    transactions()
        .executeWithoutResult(
            status -> tenants.stream().sorted().forEach(tenant -> announce(tenant)));
  }

  private void announce(UUID tenant) {
    long sequence =
        bean(JdbcClient.class)
            .sql(
                """
                UPDATE control.tenant SET sequence = sequence + 1 WHERE id = :id RETURNING sequence
                """)
            .param("id", tenant)
            .query(Long.class)
            .single();
    bean(Outbox.class)
        .append(
            new TenantActivated(
                tenant, sequence, "n", "s", "default", "free", "d.localhost", "ACTIVE", null));
  }

  long waiting() {
    return bean(JdbcClient.class)
        .sql("SELECT count(*) FROM control.outbox")
        .query(Long.class)
        .single();
  }

  private TransactionTemplate transactions() {
    return new TransactionTemplate(bean(PlatformTransactionManager.class));
  }

  /** Tears its connections off in the middle of whatever it does, and lets it do nothing more. */
  void kill() {
    bean(HikariDataSource.class).close();
    bean(CachingConnectionFactory.class).destroy();
  }

  @Override
  public void close() {
    context.close();
  }
}
