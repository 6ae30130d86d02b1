package io.tenantry.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tenantry.launcher.Http.Answer;
import io.tenantry.migrations.catalog.CatalogSnapshot;
import io.tenantry.registry.SqlIdentifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/**
 * A deploy with new scripts over many tenants, of which some can't be migrated and some are busy,
 * while workers die. {@code -Dtenantry.migration.tenants} says how many.
 */
class MigrationAcceptanceTests {

  private static final int TENANTS = Integer.getInteger("tenantry.migration.tenants", 120);
  private static final int SPOILED = 5;
  private static final int BUSY = 3;
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final String RUNS = "/api/v1/migration-runs";

  /** Rows of their own make a script that is run twice visible, and take some time. */
  private static final String NOTES =
      """
      CREATE TABLE note (
        id   integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        text text NOT NULL
      );
      INSERT INTO note (text) SELECT 'note ' || n FROM generate_series(1, 500) n;
      """;

  private static final String RATING =
      """
      ALTER TABLE product ADD COLUMN rating integer;
      CREATE INDEX product_rating_idx ON product (rating);
      """;

  @TempDir static Path data;
  @TempDir static Path scripts;

  @Test
  void aDeployReachesEveryTenantThoughWorkersDieAndSomeTenantsFail() throws Exception {
    Files.createDirectories(scripts.resolve("default"));
    try (Deployment deployment =
        new Deployment(
            data,
            Map.of(
                "TENANTRY_WORKER_MIGRATIONS_LOCATIONS",
                "classpath:db/tenant,filesystem:" + scripts,
                "TENANTRY_MIGRATIONS_LEASE",
                "3s",
                "TENANTRY_MIGRATIONS_LOCKTIMEOUT",
                "200ms",
                "TENANTRY_MIGRATIONS_LASTRETRY",
                "2s"))) {
      signUp(deployment);
      List<SqlIdentifier> schemas = schemas(deployment);
      assertThat(schemas).hasSize(TENANTS);
      List<SqlIdentifier> spoiled = schemas.subList(0, SPOILED);
      List<SqlIdentifier> busy = schemas.subList(TENANTS - BUSY, TENANTS);
      spoiled.forEach(schema -> admin(deployment, "CREATE TABLE %s.note (spoiled int)", schema));

      UUID run;
      try (Connection holder = deployment.database().worker().getConnection()) {
        hold(holder, busy);
        restartWithNewScripts(deployment);
        run = onlyRun(deployment);
        killWorkerAfter(deployment, run, TENANTS / 5);
        killWorkerAfter(deployment, run, TENANTS / 2);
        await()
            .atMost(PATIENCE)
            .until(() -> count(deployment, run, "migrated") == TENANTS - SPOILED - BUSY);
        assertThat(show(deployment, run).path("state").asString()).isEqualTo("RUNNING");
        holder.rollback();
      }

      awaitState(deployment, run, "FAILED");
      assertThat(count(deployment, run, "migrated")).isEqualTo(TENANTS - SPOILED);
      assertFailed(deployment, run, spoiled);

      spoiled.forEach(schema -> admin(deployment, "DROP TABLE %s.note", schema));
      assertThat(send(deployment, "POST", "/" + run + "/retry-failed").status()).isEqualTo(200);
      awaitState(deployment, run, "SUCCEEDED");
      assertThat(count(deployment, run, "migrated")).isEqualTo(TENANTS);
      assertThat(onlyRun(deployment)).as("no worker that started began another").isEqualTo(run);

      assertEachIsAsFlywayMakesIt(deployment, schemas);
      assertThat(send(deployment, "POST", "").body().path("state").asString())
          .isEqualTo("NOTHING_TO_DO");
      assertThat(deployment.shop("migrated0", "GET", "/api/products", null).status())
          .isEqualTo(200);
    }
  }

  private static void signUp(Deployment deployment) throws Exception {
    try (var threads = Executors.newFixedThreadPool(8)) {
      List<Callable<Integer>> calls =
          IntStream.range(0, TENANTS)
              .<Callable<Integer>>mapToObj(n -> () -> deployment.signUp("migrated" + n, 0).status())
              .toList();
      for (var answer : threads.invokeAll(calls)) {
        assertThat(answer.get()).isEqualTo(202);
      }
    }
    await().atMost(PATIENCE).until(() -> deployment.tenantsIn("ACTIVE") == TENANTS);
  }

  private static List<SqlIdentifier> schemas(Deployment deployment) {
    return deployment
        .control()
        .sql("SELECT role_name FROM control.tenant ORDER BY id")
        .query(String.class)
        .list()
        .stream()
        .map(SqlIdentifier::new)
        .toList();
  }

  /** As a request does that takes long: ADD COLUMN has to wait for it. */
  private static void hold(Connection holder, List<SqlIdentifier> schemas) throws SQLException {
    holder.setAutoCommit(false);
    try (var statement = holder.createStatement()) {
      for (SqlIdentifier schema : schemas) {
        statement.execute("LOCK TABLE " + schema.quoted() + ".product IN ACCESS SHARE MODE");
      }
    }
  }

  private static void restartWithNewScripts(Deployment deployment) throws IOException {
    deployment.services().worker().kill();
    Files.writeString(scripts.resolve("default/V900__note_products.sql"), NOTES);
    Files.writeString(scripts.resolve("default/V901__rate_products.sql"), RATING);
    startWorker(deployment);
  }

  private static void startWorker(Deployment deployment) {
    deployment.services().worker().start();
    deployment.services().worker().awaitReady();
  }

  private static UUID onlyRun(Deployment deployment) {
    await()
        .atMost(PATIENCE)
        .until(() -> !send(deployment, "GET", "").body().path("items").isEmpty());
    JsonNode runs = send(deployment, "GET", "").body().path("items");
    assertThat(runs.size()).isEqualTo(1);
    return UUID.fromString(runs.path(0).path("id").asString());
  }

  private static void killWorkerAfter(Deployment deployment, UUID run, int migrated) {
    await()
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(10))
        .atMost(PATIENCE)
        .until(() -> count(deployment, run, "migrated") >= migrated);
    deployment.services().worker().kill();
    assertThat(count(deployment, run, "migrated"))
        .as("killed in the middle")
        .isLessThan(TENANTS - SPOILED - BUSY);
    startWorker(deployment);
  }

  private static void assertFailed(Deployment deployment, UUID run, List<SqlIdentifier> spoiled) {
    JsonNode failed =
        send(deployment, "GET", "/" + run + "/tenants?state=FAILED").body().path("items");
    String prefix = deployment.database().schemaPrefix();
    assertThat(failed.valueStream().map(item -> prefix + item.path("schemaName").asString()))
        .containsExactlyInAnyOrderElementsOf(spoiled.stream().map(SqlIdentifier::value).toList());
    assertThat(failed.valueStream().map(item -> item.path("error").asString()))
        .allSatisfy(
            error ->
                assertThat(error)
                    .contains("V900__note_products.sql")
                    .contains("relation \"note\" already exists"));
  }

  private static void assertEachIsAsFlywayMakesIt(
      Deployment deployment, List<SqlIdentifier> schemas) {
    var worker = new JdbcTemplate(deployment.database().worker());
    SqlIdentifier reference = deployment.database().emptyTenant("flyway_reference");
    flyway(deployment, reference).migrate();
    JdbcClient.create(deployment.database().worker())
        .sql("REVOKE ALL ON %1$s.flyway_schema_history FROM %1$s".formatted(reference.quoted()))
        .update();
    CatalogSnapshot expected = CatalogSnapshot.of(worker, reference);
    for (SqlIdentifier schema : schemas) {
      flyway(deployment, schema).validate();
      assertThat(CatalogSnapshot.differences(CatalogSnapshot.of(worker, schema), expected))
          .as(schema.value())
          .isEmpty();
      assertThat(
              worker.queryForObject(
                  "SELECT count(*) FROM %s.note".formatted(schema.quoted()), Integer.class))
          .as("rows of a script that ran once")
          .isEqualTo(500);
    }
  }

  private static Flyway flyway(Deployment deployment, SqlIdentifier schema) {
    return Flyway.configure()
        .dataSource(deployment.database().worker())
        .locations("classpath:db/tenant/default", "filesystem:" + scripts.resolve("default"))
        .schemas(schema.value())
        .createSchemas(false)
        .load();
  }

  private static void admin(Deployment deployment, String sql, SqlIdentifier schema) {
    JdbcClient.create(deployment.database().worker()).sql(sql.formatted(schema.quoted())).update();
  }

  private static void awaitState(Deployment deployment, UUID run, String state) {
    await()
        .atMost(PATIENCE)
        .until(() -> show(deployment, run).path("state").asString().equals(state));
  }

  private static JsonNode show(Deployment deployment, UUID run) {
    return send(deployment, "GET", "/" + run).body();
  }

  private static int count(Deployment deployment, UUID run, String what) {
    return show(deployment, run).path(what).asInt();
  }

  private static Answer send(Deployment deployment, String method, String path) {
    return deployment.send(deployment.bootstrapKey(), method, RUNS + path, null);
  }
}
