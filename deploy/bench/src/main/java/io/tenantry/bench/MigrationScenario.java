package io.tenantry.bench;

import static org.awaitility.Awaitility.await;

import io.tenantry.launcher.Http.Answer;
import io.tenantry.launcher.Service;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import org.flywaydb.core.Flyway;
import tools.jackson.databind.JsonNode;

/**
 * One script with a column and an index for many tenants: as a run over two workers that have just
 * started, as bare SQL over two connections, and by Flyway, tenant after tenant, over two threads.
 */
final class MigrationScenario implements Scenario {

  private static final String RUNS = "/api/v1/migration-runs";
  private static final int CONNECTIONS = 2;

  /** As many connections as the bare SQL has, one by each worker. */
  private static final Map<String, String> ONE_EACH =
      Map.of("TENANTRY_MIGRATIONS_CONCURRENCY", "1");

  @Override
  public void run(Lab lab, Size size, Report report) {
    int rounds = size.of(5, 1);
    int tenants = size.of(1000, 6);
    int byFlyway = size.of(100, 2);
    List<String> schemas = make(lab, tenants);
    report.say("%d tenants are there", tenants);
    List<String> flyway =
        IntStream.range(0, byFlyway).mapToObj(n -> lab.prefix + "flyway_" + n).toList();
    flyway.forEach(schema -> flyway(lab, schema));
    lab.settle(report);
    Times raw = new Times();
    Times run = new Times();
    Times flywayScaled = new Times();
    try (Service _ = lab.startProvisioning()) {
      for (int round = 0; round < rounds; round++) {
        int n = round;
        raw.time(
            () -> inParallel(lab, schemas, (connection, schema) -> raw(connection, schema, n)));
        write(lab, round);
        try (Service _ = lab.startWorker("worker-1", ONE_EACH);
            Service _ = lab.startWorker("worker-2", ONE_EACH)) {
          run.add(migrate(lab, tenants));
        }
        flywayScaled.add(
            Times.of(() -> inParallel(lab, flyway, (_, schema) -> flyway(lab, schema)))
                * tenants
                / byFlyway);
        report.say(
            "round %d: raw %.2f s, run %.2f s, Flyway %.1f s (scaled from %d)",
            round + 1, raw.last() / 1000, run.last() / 1000, flywayScaled.last() / 1000, byFlyway);
      }
      int registered = size.of(10_000, 100);
      register(lab, registered - tenants);
      Times noop = new Times();
      for (int n = 0; n < size.of(50, 3); n++) {
        noop.time(() -> expect(start(lab), 200, "NOTHING_TO_DO"));
      }
      report.figure("tenants", (Object) tenants);
      report.figure("raw_s", raw.median() / 1000);
      report.figure("run_s", run.median() / 1000);
      report.figure("flyway_s", flywayScaled.median() / 1000);
      report.figure("run_over_raw", run.median() / raw.median());
      report.figure("flyway_over_run", flywayScaled.median() / run.median());
      report.figure("registered", (Object) registered);
      report.figure("noop_ms", noop.median());
    }
  }

  /** Signs up tenant0, tenant1 and so on; tells their schemas, in no order. */
  static List<String> make(Lab lab, int count) {
    try (Service _ = lab.startWorker("worker-0", Map.of());
        Service _ = lab.startProvisioning();
        var client = new SignUpClient(lab)) {
      for (int n = 0; n < count; n++) {
        client.signUp("tenant" + n, false);
      }
      lab.awaitActive("tenant", count);
    }
    return lab.admin()
        .sql("SELECT role_name FROM control.tenant ORDER BY id")
        .query(String.class)
        .list();
  }

  private static void write(Lab lab, int round) {
    String script =
        """
        ALTER TABLE product ADD COLUMN round_%1$d integer;
        CREATE INDEX product_round_%1$d_idx ON product (round_%1$d);
        """
            .formatted(round);
    try {
      Files.writeString(lab.scripts().resolve("V%d__round.sql".formatted(100 + round)), script);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void raw(Connection connection, String schema, int round) {
    RawScript.execute(
        connection,
        """
        ALTER TABLE %1$s.product ADD COLUMN raw_%2$d integer;
        CREATE INDEX product_raw_%2$d_idx ON %1$s.product (raw_%2$d);
        """
            .formatted(schema, round));
  }

  private static void flyway(Lab lab, String schema) {
    Flyway.configure()
        .dataSource(lab.workerLogin())
        .schemas(schema)
        .locations("filesystem:" + lab.scripts())
        .load()
        .migrate();
  }

  private static void inParallel(
      Lab lab, List<String> schemas, BiConsumer<Connection, String> work) {
    try (var threads = Executors.newFixedThreadPool(CONNECTIONS)) {
      List<Callable<Boolean>> calls =
          IntStream.range(0, CONNECTIONS)
              .<Callable<Boolean>>mapToObj(
                  part ->
                      () -> {
                        try (Connection connection = lab.plain()) {
                          for (int n = part; n < schemas.size(); n += CONNECTIONS) {
                            work.accept(connection, schemas.get(n));
                          }
                        } catch (SQLException e) {
                          throw new IllegalStateException(e);
                        }
                        return true;
                      })
              .toList();
      SignUpScenario.all(threads, calls);
    }
  }

  /** From the request to the run's end by the database's clock, which is this machine's. */
  private static double migrate(Lab lab, int tenants) {
    Instant sent = Instant.now();
    Answer started = start(lab);
    expect(started, 201, "RUNNING");
    String run = RUNS + "/" + started.body().path("id").asString();
    JsonNode ended =
        await()
            .atMost(Duration.ofMinutes(5))
            .pollInterval(Duration.ofMillis(250))
            .until(
                () -> lab.send("GET", run, null, Map.of()).body(),
                body -> !body.path("state").asString().equals("RUNNING"));
    if (ended.path("migrated").asInt() != tenants) {
      throw new IllegalStateException("not all were migrated: " + ended);
    }
    Instant end = Instant.parse(ended.path("endedAt").asString());
    return Duration.between(sent, end).toNanos() / 1e6;
  }

  private static Answer start(Lab lab) {
    return lab.send("POST", RUNS, null, Map.of());
  }

  private static void expect(Answer answer, int status, String state) {
    if (answer.status() != status || !answer.body().path("state").asString().equals(state)) {
      throw new IllegalStateException("not " + state + ": " + answer);
    }
  }

  /** Tenants that are in the registry only, current like the others. */
  private static void register(Lab lab, int count) {
    lab.admin()
        .sql(
            """
            INSERT INTO control.tenant (id, name, schema_name, role_name, type, plan, status,
                                        sequence, schema_version, schema_fingerprint, created_at)
            SELECT gen_random_uuid(), 'registered', 'registered' || n, 'registered' || n, y.name, 'free',
                   'ACTIVE', 1, y.version, y.fingerprint, now()
            FROM generate_series(1, :count) n, control.tenant_type y WHERE y.name = :type
            """)
        .param("count", count)
        .param("type", Lab.TYPE)
        .update();
    lab.admin().sql("VACUUM ANALYZE control.tenant").update();
  }
}
