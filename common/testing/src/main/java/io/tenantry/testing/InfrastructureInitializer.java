package io.tenantry.testing;

import static org.springframework.test.context.support.TestPropertySourceUtils.INLINED_PROPERTIES_PROPERTY_SOURCE_NAME;

import io.tenantry.registry.bootstrap.DatabaseLogins;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.MutablePropertySources;

/** Tells a context where its database and its broker are. */
final class InfrastructureInitializer
    implements ApplicationContextInitializer<ConfigurableApplicationContext> {

  /**
   * Services give up early for their callers' sake. In tests that would make a failure of a machine
   * that stood still for some seconds. A test that wants other times sets them.
   */
  private static final Map<String, Object> PATIENCE =
      Map.of(
          "spring.datasource.hikari.connection-timeout", 60_000,
          "spring.rabbitmq.connection-timeout", "60s",
          "tenantry.messaging.relay.confirm-timeout", "60s",
          "tenantry.routing.lookup-timeout", "60s");

  @Override
  public void initialize(ConfigurableApplicationContext context) {
    Ending.awaitApplications();
    CompletableFuture<Broker> starting =
        CompletableFuture.supplyAsync(() -> Infrastructure.get().broker());
    TestDatabase database = TestDatabase.withControlSchema();
    Broker broker = starting.join();
    MutablePropertySources sources = context.getEnvironment().getPropertySources();
    sources.addFirst(new MapPropertySource("infrastructure", settings(database, broker)));
    MapPropertySource patience = new MapPropertySource("patience", PATIENCE);
    if (sources.contains(INLINED_PROPERTIES_PROPERTY_SOURCE_NAME)) {
      sources.addAfter(INLINED_PROPERTIES_PROPERTY_SOURCE_NAME, patience);
    } else {
      sources.addAfter("infrastructure", patience);
    }
    GenericApplicationContext beans = (GenericApplicationContext) context;
    beans.registerBean(TestDatabase.class, () -> database);
    beans.registerBean(Broker.class, () -> broker);
  }

  private static Map<String, Object> settings(TestDatabase database, Broker broker) {
    DatabaseLogins logins = database.logins();
    Map<String, Object> settings = new HashMap<>();
    settings.put("TENANTRY_DATABASE_URL", database.jdbcUrl());
    settings.put("TENANTRY_DB_CONTROL_USER", logins.control().name().value());
    settings.put("TENANTRY_DB_CONTROL_PASSWORD", logins.control().password());
    settings.put("TENANTRY_DB_WORKER_USER", logins.worker().name().value());
    settings.put("TENANTRY_DB_WORKER_PASSWORD", logins.worker().password());
    settings.put("TENANTRY_DB_APP_USER", logins.app().name().value());
    settings.put("TENANTRY_DB_APP_PASSWORD", logins.app().password());
    settings.put("TENANTRY_RABBIT_URL", broker.url());
    settings.put("TENANTRY_SCHEMA_PREFIX", database.schemaPrefix());
    settings.put("TENANTRY_MESSAGING_PREFIX", database.schemaPrefix());
    settings.put("spring.datasource.url", database.jdbcUrl());
    settings.put("spring.rabbitmq.addresses", broker.url());
    return settings;
  }
}
