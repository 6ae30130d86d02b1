package io.tenantry.techstore;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.testing.TcpProxy;
import io.tenantry.testing.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** The program starts whatever is missing, says what that is, and works when it is there. */
class StartIntegrationTests {

  private static final String NOWHERE = "amqp://guest:guest@127.0.0.1:1";

  @Test
  void waitsUnreadyForTheDatabaseAndTheWorker() {
    try (TestDatabase database = TestDatabase.withControlSchema();
        TcpProxy proxy = TcpProxy.to("127.0.0.1", port(database))) {
      proxy.cut();
      String url = database.jdbcUrl().replaceFirst("//[^/]+/", "//127.0.0.1:" + proxy.port() + "/");
      try (var application =
          start(database, url, "--spring.datasource.hikari.connection-timeout=500")) {
        int port = port(application);
        assertThat(readiness(port).expect(503).text()).contains("the database, which");

        proxy.restore();
        Awaitility.await().until(() -> readiness(port).text().contains("which the worker"));

        Shops.migrateSharedTables(database);
        Awaitility.await().until(() -> readiness(port).status() == 200);
      }
    }
  }

  @Test
  void seesChangesByTimeWhereThereIsNoBroker() {
    try (TestDatabase database = TestDatabase.withControlSchema();
        var application =
            start(
                database,
                database.jdbcUrl(),
                "--spring.datasource.hikari.connection-timeout=60000",
                "--tenantry.routing.lookup-timeout=1m",
                "--tenantry.routing.ttl=200ms")) {
      Shops shops = new Shops(database, null, application.getEnvironment());
      Shop shop = shops.open("sola");
      shop.get("/api/products").expect(200);

      shops.changeStatus(shop, "SUSPENDED");

      Awaitility.await().until(() -> shop.get("/api/products").status() == 403);
    }
  }

  private static ConfigurableApplicationContext start(
      TestDatabase database, String url, String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--" + ShopTest.WITHOUT_CONTROL_PLANE,
                "--TENANTRY_DATABASE_URL=" + url,
                "--TENANTRY_DB_APP_USER=" + database.logins().app().name().value(),
                "--TENANTRY_DB_APP_PASSWORD=" + database.logins().app().password(),
                "--TENANTRY_RABBIT_URL=" + NOWHERE,
                "--TENANTRY_TENANT_PORT=0",
                "--spring.profiles.active=json"));
    arguments.addAll(List.of(more));
    return new SpringApplicationBuilder(TechStoreApplication.class)
        .run(arguments.toArray(String[]::new));
  }

  private static Answer readiness(int port) {
    return Answer.of(port, "localhost", "GET", "/actuator/health/readiness", null, Map.of());
  }

  private static int port(ConfigurableApplicationContext application) {
    return application.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
  }

  private static int port(TestDatabase database) {
    return Integer.parseInt(database.jdbcUrl().replaceFirst("^.*//[^:/]+:([0-9]+)/.*$", "$1"));
  }
}
