package io.tenantry.provisioning;

import static org.awaitility.Awaitility.await;

import io.tenantry.registry.bootstrap.DatabaseLogin;
import io.tenantry.testing.TestDatabase;
import java.util.ArrayList;
import java.util.List;
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
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--server.port=0",
                "--server.address=127.0.0.1",
                "--TENANTRY_DATABASE_URL=" + databaseUrl,
                "--TENANTRY_DB_CONTROL_USER=" + login.name().value(),
                "--TENANTRY_DB_CONTROL_PASSWORD=" + login.password(),
                "--TENANTRY_RABBIT_URL=" + brokerUrl,
                "--TENANTRY_SCHEMA_PREFIX=" + database.schemaPrefix(),
                "--TENANTRY_MESSAGING_PREFIX=" + database.schemaPrefix(),
                "--TENANTRY_BOOTSTRAP_KEY=" + KEY));
    arguments.addAll(List.of(settings));
    return new RunningService(
        new SpringApplicationBuilder(ProvisioningApplication.class)
            .run(arguments.toArray(String[]::new)));
  }

  Api api() {
    int port = context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
    return new Api(port, KEY);
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
