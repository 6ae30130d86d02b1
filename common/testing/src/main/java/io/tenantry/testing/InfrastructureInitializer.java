package io.tenantry.testing;

import io.tenantry.registry.bootstrap.DatabaseLogins;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.MapPropertySource;

/** Tells a context where its database and its broker are. */
final class InfrastructureInitializer
    implements ApplicationContextInitializer<ConfigurableApplicationContext> {

  @Override
  public void initialize(ConfigurableApplicationContext context) {
    CompletableFuture<Broker> starting =
        CompletableFuture.supplyAsync(() -> Infrastructure.get().broker());
    TestDatabase database = TestDatabase.withControlSchema();
    Broker broker = starting.join();
    context
        .getEnvironment()
        .getPropertySources()
        .addFirst(new MapPropertySource("infrastructure", settings(database, broker)));
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
