package io.tenantry.worker.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tenantry.events.Addresses;
import io.tenantry.migrations.ScriptLocations;
import io.tenantry.migrations.TenantScripts;
import io.tenantry.testing.Broker;
import io.tenantry.testing.Infrastructure;
import io.tenantry.testing.TcpProxy;
import io.tenantry.testing.TestDatabase;
import io.tenantry.worker.WorkerApplication;
import io.tenantry.worker.WorkerProperties;
import io.tenantry.worker.types.TypeRegistration;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.health.contributor.Status;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

class DatabaseSetupIntegrationTests {

  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private final TestDatabase database = TestDatabase.create();
  private final Broker broker = Infrastructure.get().broker();

  @AfterEach
  void removeDatabase() {
    broker.forget(new Addresses(database.schemaPrefix()));
    database.close();
  }

  @Test
  void threeWorkersThatStartAtOnceMigrateAnEmptyDatabaseTogether() {
    AtomicInteger ready = new AtomicInteger();
    List<DatabaseSetup> workers = new ArrayList<>();
    for (int n = 0; n < 3; n++) {
      workers.add(
          new DatabaseSetup(
              database.worker(), properties(), types(), signal -> ready.incrementAndGet()));
    }
    workers.forEach(DatabaseSetup::start);
    await().atMost(PATIENCE).until(() -> ready.get() == 3);
    assertThat(versions("control.flyway_schema_history")).doesNotHaveDuplicates().isNotEmpty();
    assertThat(versions("public.tenantry_shared_history")).doesNotHaveDuplicates().isNotEmpty();
  }

  @Test
  void letsEveryLoginReadTheSharedTablesAndNoneTheirHistory() {
    try (var worker = startWorker(database.jdbcUrl())) {
      await().atMost(PATIENCE).until(() -> isUp(worker));
    }
    JdbcClient app = JdbcClient.create(database.app());
    List<String> readable =
        app.sql(
                """
                SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'
                """)
            .query(String.class)
            .list();
    assertThat(readable).contains("currency").doesNotContain("tenantry_shared_history");
    assertThat(
            app.sql("SELECT has_table_privilege('public.currency', 'INSERT')")
                .query(Boolean.class)
                .single())
        .isFalse();
  }

  @Test
  void waitsForADatabaseThatIsNotThereYet() throws Exception {
    try (TcpProxy proxy = TcpProxy.to(database.adminUrl().host(), database.adminUrl().port())) {
      proxy.cut();
      String url =
          "jdbc:postgresql://localhost:%d/%s"
              .formatted(proxy.port(), database.adminUrl().database());
      try (var worker = startWorker(url)) {
        var setup = worker.getBean(DatabaseSetup.class);
        await()
            .atMost(PATIENCE)
            .until(() -> setup.health().getDetails().toString().contains("onnection"));
        assertThat(isUp(worker)).isFalse();
        proxy.restore();
        await().atMost(PATIENCE).until(() -> isUp(worker));
      }
    }
  }

  private static boolean isUp(ConfigurableApplicationContext worker) {
    return worker.getBean(DatabaseSetup.class).health().getStatus().equals(Status.UP);
  }

  private List<String> versions(String table) {
    return database
        .admin()
        .sql("SELECT version FROM %s WHERE success AND version IS NOT NULL".formatted(table))
        .query(String.class)
        .list();
  }

  private TypeRegistration types() {
    var scripts =
        new ScriptLocations(
            List.of("classpath:db/tenant"), List.of("classpath:db/seed"), Map.of(), Map.of());
    return new TypeRegistration(
        JdbcClient.create(database.worker()), new TenantScripts(scripts), properties());
  }

  private WorkerProperties properties() {
    var logins = database.logins();
    return new Binder(
            new MapConfigurationPropertySource(
                Map.of(
                    "tenantry.worker.name", "test",
                    "tenantry.worker.control-login", logins.control().name().value(),
                    "tenantry.worker.app-login", logins.app().name().value())))
        .bindOrCreate("tenantry.worker", WorkerProperties.class);
  }

  private ConfigurableApplicationContext startWorker(String url) {
    var logins = database.logins();
    Map<String, String> settings = new TreeMap<>();
    settings.put("TENANTRY_DATABASE_URL", url);
    settings.put("TENANTRY_DB_WORKER_USER", logins.worker().name().value());
    settings.put("TENANTRY_DB_WORKER_PASSWORD", logins.worker().password());
    settings.put("TENANTRY_DB_CONTROL_USER", logins.control().name().value());
    settings.put("TENANTRY_DB_APP_USER", logins.app().name().value());
    settings.put("TENANTRY_RABBIT_URL", broker.url());
    settings.put("TENANTRY_MESSAGING_PREFIX", database.schemaPrefix());
    settings.put("server.port", "0");
    settings.put("spring.datasource.hikari.connection-timeout", "1000");
    String[] arguments =
        Stream.of(settings.entrySet().toArray(new Map.Entry<?, ?>[0]))
            .map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
            .toArray(String[]::new);
    return new SpringApplicationBuilder(WorkerApplication.class).run(arguments);
  }
}
