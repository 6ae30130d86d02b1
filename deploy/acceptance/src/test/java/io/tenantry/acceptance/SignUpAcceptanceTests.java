package io.tenantry.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tenantry.launcher.Http.Answer;
import io.tenantry.migrations.catalog.CatalogSnapshot;
import io.tenantry.registry.SqlIdentifier;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Sign-ups through three real services, with whatever may go wrong on the way. */
class SignUpAcceptanceTests {

  private static final Duration PATIENCE = Duration.ofMinutes(3);

  @TempDir static Path data;
  private static Deployment deployment;

  @BeforeAll
  static void start() {
    deployment =
        new Deployment(
            data,
            Map.of(
                "TENANTRY_REGISTRY_REDELIVERAFTER", "5s",
                "TENANTRY_WORKER_PROVISIONING_LEASE", "10s"));
  }

  @AfterAll
  static void stop() {
    deployment.close();
  }

  @Test
  void aShopAnswersOnItsOwnDomainFromTheMomentItIsActiveWithItsOwnProductsOnly() {
    for (String shop : List.of("moment_a", "moment_b")) {
      assertThat(deployment.shop(shop, "GET", "/api/products", null).status()).isEqualTo(404);
      Answer signedUp = deployment.signUp(shop, 30);
      assertThat(signedUp.status()).isEqualTo(201);
      assertThat(signedUp.body().path("status").asString()).isEqualTo("ACTIVE");
      await().until(() -> deployment.shop(shop, "GET", "/api/products", null).status() == 200);
    }
    Map<String, Object> product = Map.of("sku", "A-1", "name", "Battery", "price", 9.5);
    assertThat(deployment.shop("moment_a", "POST", "/api/products", product).status())
        .isEqualTo(201);
    assertThat(productsOf("moment_a")).containsExactly("A-1");
    assertThat(productsOf("moment_b")).isEmpty();
  }

  @Test
  void aTenantOfAnotherTypeGetsItsOwnTablesAndRoutes() {
    assertThat(deployment.signUp("type_shop", 30).status()).isEqualTo(201);
    Answer workshop = deployment.signUp("type_workshop", 30, Map.of("type", "workshop"));
    assertThat(workshop.status()).isEqualTo(201);
    assertThat(workshop.body().path("type").asString()).isEqualTo("workshop");

    Answer benches = deployment.shop("type_workshop", "GET", "/api/benches", null);
    assertThat(benches.body().path("items").path(0).path("name").asString()).isEqualTo("Bench 1");
    assertThat(deployment.shop("type_shop", "GET", "/api/benches", null).status()).isEqualTo(404);
    Answer self = deployment.shop("type_workshop", "GET", "/", null);
    assertThat(self.body().path("type").asString()).isEqualTo("workshop");
    Answer unknown = deployment.signUp("type_unknown", 0, Map.of("type", "nosuchtype"));
    assertThat(unknown.status()).isEqualTo(400);
    assertThat(unknown.body().path("field").asString()).isEqualTo("type");
  }

  @Test
  void twoHundredInABurstBecomeActiveAndEverySchemaIsAsFlywayMakesIt() throws Exception {
    assertThat(signUp("burst", 200)).containsOnly(202);
    awaitActive("burst", 200);

    var worker = new JdbcTemplate(deployment.database().worker());
    SqlIdentifier reference = buildWithFlyway("flyway_reference");
    CatalogSnapshot expected = CatalogSnapshot.of(worker, reference);
    for (SqlIdentifier schema : schemasOf("burst")) {
      flyway(schema).validate();
      assertThat(CatalogSnapshot.differences(CatalogSnapshot.of(worker, schema), expected))
          .as(schema.value())
          .isEmpty();
    }
    assertNothingHalfMade();
  }

  @Test
  void aWorkerKilledInTheMiddleOfABurstLeavesNothingHalfMadeAndItsSuccessorFinishes()
      throws Exception {
    deployment.cutBroker();
    assertThat(signUp("killed", 120)).containsOnly(202);
    try (Connection holder = deployment.database().control().getConnection()) {
      holder.setAutoCommit(false);
      holdUpBuilds(holder, "killed", 60);
      deployment.restoreBroker();
      await().atMost(PATIENCE).until(() -> active("killed") >= 15 && buildsHeldUp() > 0);

      deployment.services().worker().kill();

      assertNothingHalfMade();
      assertThat(active("killed")).isLessThan(120);
      holder.rollback();
    }

    deployment.services().worker().start();
    deployment.services().worker().awaitReady();
    awaitActive("killed", 120);
    assertNothingHalfMade();
  }

  @Test
  void signUpsAreAcceptedWhileTheBrokerIsAwayAndBecomeActiveWhenItIsBack() throws Exception {
    deployment.cutBroker();
    assertThat(signUp("offline", 20)).containsOnly(202);
    assertThat(active("offline")).isZero();
    deployment.restoreBroker();
    awaitActive("offline", 20);
  }

  @Test
  void aBrokerThatComesBackEmptyDelaysSignUpsAndLosesNone() throws Exception {
    deployment.services().worker().kill();
    assertThat(signUp("forgotten", 20)).containsOnly(202);
    await().atMost(PATIENCE).until(() -> waitingMessages() == 0);
    deployment.cutBroker();
    deployment.emptyBroker();
    assertThat(signUp("unsent", 20)).containsOnly(202);
    deployment.restoreBroker();
    deployment.services().worker().start();
    deployment.services().worker().awaitReady();
    awaitActive("forgotten", 20);
    awaitActive("unsent", 20);
  }

  /**
   * Takes the places of the events that the last builds end with. Until this is rolled back these
   * builds stand still with all of their schema made and nothing committed.
   */
  private static void holdUpBuilds(Connection holder, String name, int count) throws SQLException {
    try (PreparedStatement places =
        holder.prepareStatement(
            """
            INSERT INTO control.outbox
              (message_id, kind, type, tenant_id, sequence, data, occurred_at)
            SELECT gen_random_uuid(), 'event', 'tenant.activated', id, sequence + 1, '{}', now()
            FROM control.tenant WHERE starts_with(schema_name, ?) ORDER BY id DESC LIMIT ?
            """)) {
      places.setString(1, name);
      places.setInt(2, count);
      assertThat(places.executeUpdate()).isEqualTo(count);
    }
  }

  private static long buildsHeldUp() {
    return deployment
        .database()
        .admin()
        .sql(
            """
            SELECT count(*) FROM pg_stat_activity
            WHERE usename = :worker AND wait_event_type = 'Lock'
              AND query LIKE '%INSERT INTO control.outbox%'
            """)
        .param("worker", deployment.database().logins().worker().name().value())
        .query(Long.class)
        .single();
  }

  private static List<Integer> signUp(String name, int count) throws Exception {
    try (var threads = Executors.newFixedThreadPool(8)) {
      List<Callable<Integer>> calls =
          IntStream.range(0, count)
              .<Callable<Integer>>mapToObj(n -> () -> deployment.signUp(name + n, 0).status())
              .toList();
      List<Integer> statuses = new ArrayList<>();
      for (Future<Integer> answer : threads.invokeAll(calls)) {
        statuses.add(answer.get());
      }
      return statuses;
    }
  }

  private static List<String> productsOf(String shop) {
    return deployment
        .shop(shop, "GET", "/api/products", null)
        .body()
        .path("items")
        .valueStream()
        .map(product -> product.path("sku").asString())
        .toList();
  }

  private static void awaitActive(String name, int count) {
    await().atMost(PATIENCE).until(() -> active(name) == count);
  }

  private static long active(String name) {
    return deployment
        .control()
        .sql(
            """
            SELECT count(*) FROM control.tenant
            WHERE status = 'ACTIVE' AND schema_name ~ ('^' || :name || '[0-9]+$')
            """)
        .param("name", name)
        .query(Long.class)
        .single();
  }

  private static long waitingMessages() {
    return deployment
        .control()
        .sql("SELECT count(*) FROM control.outbox")
        .query(Long.class)
        .single();
  }

  private static List<SqlIdentifier> schemasOf(String name) {
    return deployment
        .control()
        .sql("SELECT role_name FROM control.tenant WHERE schema_name ~ ('^' || :name || '[0-9]+$')")
        .param("name", name)
        .query(String.class)
        .list()
        .stream()
        .map(SqlIdentifier::new)
        .toList();
  }

  /** A schema and a role exist exactly for the tenants that are active. */
  private static void assertNothingHalfMade() {
    String reference = deployment.database().schemaPrefix() + "flyway_reference";
    assertThat(new Leftovers(deployment).list(reference)).isEmpty();
  }

  private static Flyway flyway(SqlIdentifier schema) {
    return Flyway.configure()
        .dataSource(deployment.database().worker())
        .locations("classpath:db/tenant/default")
        .schemas(schema.value())
        .createSchemas(false)
        .load();
  }

  private static SqlIdentifier buildWithFlyway(String name) {
    SqlIdentifier schema = deployment.database().emptyTenant(name);
    flyway(schema).migrate();
    JdbcClient.create(deployment.database().worker())
        .sql("REVOKE ALL ON %1$s.flyway_schema_history FROM %1$s".formatted(schema.quoted()))
        .update();
    return schema;
  }
}
