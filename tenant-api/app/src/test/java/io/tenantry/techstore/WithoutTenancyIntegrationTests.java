package io.tenantry.techstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenantry.registry.SqlIdentifier;
import io.tenantry.testing.TestDatabase;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The same code with {@code tenantry.enabled=false}: one schema, and nobody asks for whom. */
class WithoutTenancyIntegrationTests {

  private static final UUID ONLY_TENANT = new UUID(0, 0);
  private static final Map<String, String> OWNER =
      Map.of("Authorization", "Bearer " + Owner.token(ONLY_TENANT));

  private static TestDatabase database;
  private static ConfigurableApplicationContext application;

  @BeforeAll
  static void startOnOneSchema() {
    database = TestDatabase.withControlSchema();
    String schema = new Shops(database, null, null).build("only");
    Owner.moveInto(new SqlIdentifier(schema), ONLY_TENANT, JdbcClient.create(database.worker()));
    application = start("false", database.jdbcUrl() + "?currentSchema=" + schema + ",public");
  }

  @AfterAll
  static void stop() {
    application.close();
    database.close();
  }

  @Test
  void worksForItsOnlyTenantWhateverTheHost() {
    send("POST", "/api/products", "{\"sku\":\"A-1\",\"name\":\"A product\",\"price\":1}")
        .expect(201);

    assertThat(send("GET", "/api/products?sort=sku", null).items("sku")).contains("A-1");
    assertThat(
            Answer.of(port(), "tienda1.localhost", "GET", "/api/products", null, OWNER)
                .items("sku"))
        .contains("A-1");
  }

  @Test
  void showsTheTenantsRootAndNotThePublicOne() {
    Answer root = send("GET", "/", null).expect(200);
    assertThat(root.body().path("name").asString()).isEqualTo("tenant-api");
    assertThat(root.body().path("links").path("products").asString()).isEqualTo("/api/products");
  }

  @Test
  void isReadyWithoutRoutes() {
    assertThat(send("GET", "/actuator/health/readiness", null).expect(200).text())
        .contains("routing");
  }

  @Test
  void doesNotStartWithASettingThatIsNeither() {
    assertThatThrownBy(() -> start("maybe", database.jdbcUrl()))
        .hasStackTraceContaining("tenantry.enabled");
  }

  private static Answer send(String method, String path, String json) {
    return Answer.of(port(), "localhost", method, path, json, OWNER);
  }

  private static int port() {
    return application.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
  }

  private static ConfigurableApplicationContext start(String enabled, String url) {
    List<String> arguments =
        List.of(
            "--" + ShopTest.WITHOUT_CONTROL_PLANE,
            "--tenantry.enabled=" + enabled,
            "--TENANTRY_DATABASE_URL=" + url,
            "--TENANTRY_DB_APP_USER=" + database.logins().worker().name().value(),
            "--TENANTRY_DB_APP_PASSWORD=" + database.logins().worker().password(),
            "--TENANTRY_TENANT_PORT=0");
    return new SpringApplicationBuilder(TechStoreApplication.class)
        .run(arguments.toArray(String[]::new));
  }
}
