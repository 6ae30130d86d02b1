package io.tenantry.provisioning;

import static org.awaitility.Awaitility.await;

import io.tenantry.registry.bootstrap.DatabaseLogin;
import io.tenantry.testing.TestDatabase;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** An instance that a test starts and stops by itself. */
final class RunningService implements AutoCloseable {

  static final String KEY = "key-of-the-first-client";

  private final ConfigurableApplicationContext context;

  private RunningService(ConfigurableApplicationContext context) {
    this.context = context;
  }

  static RunningService start(
      TestDatabase database, String databaseUrl, String brokerUrl, String... settings) {
    DatabaseLogin login = database.logins().control();
    Map<String, String> arguments = new LinkedHashMap<>();
    arguments.put("server.port", "0");
    arguments.put("server.address", "127.0.0.1");
    arguments.put("TENANTRY_DATABASE_URL", databaseUrl);
    arguments.put("TENANTRY_DB_CONTROL_USER", login.name().value());
    arguments.put("TENANTRY_DB_CONTROL_PASSWORD", login.password());
    arguments.put("TENANTRY_RABBIT_URL", brokerUrl);
    arguments.put("TENANTRY_SCHEMA_PREFIX", database.schemaPrefix());
    arguments.put("TENANTRY_MESSAGING_PREFIX", database.schemaPrefix());
    arguments.put("TENANTRY_BOOTSTRAP_KEY", KEY);
    // Users would not wait as long; a test on a busy machine has to.
    arguments.put("spring.datasource.hikari.connection-timeout", "60000");
    for (String setting : settings) {
      String[] parts = setting.split("=", 2);
      arguments.put(parts[0].substring("--".length()), parts[1]);
    }
    return new RunningService(
        new SpringApplicationBuilder(ProvisioningApplication.class)
            .run(
                arguments.entrySet().stream()
                    .map(argument -> "--" + argument.getKey() + "=" + argument.getValue())
                    .toArray(String[]::new)));
  }

  Api api() {
    int port = context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
    return new Api(port, KEY);
  }

  <T> T bean(Class<T> type) {
    return context.getBean(type);
  }

  int readiness() {
    return api().get("/actuator/health/readiness").status();
  }

  RunningService awaitFirstClient() {
    await().until(() -> api().get(Api.TENANTS).status() == 200);
    return this;
  }

  @Override
  public void close() {
    context.close();
  }
}
