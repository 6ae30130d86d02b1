package io.tenantry.provisioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import io.tenantry.provisioning.Api.Answer;
import io.tenantry.testing.Infrastructure;
import io.tenantry.testing.TestDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What API clients do at the same time, or on several instances. */
class ClientRacesIntegrationTests {

  private static final String CLIENTS = "/api/v1/api-clients";
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final TestDatabase database = TestDatabase.withControlSchema();
  private RunningService service;

  @BeforeEach
  void startFirst() {
    service = start("--spring.datasource.hikari.maximum-pool-size=8").awaitFirstClient();
  }

  @AfterEach
  void stop() {
    service.close();
    database.close();
  }

  @Test
  void leavesOneClientWithOperationsWhenTheLastTwoRevokeThemselvesAtOnce() throws Exception {
    Answer one = create("one");
    Answer other = create("other");
    as(one).send("POST", revoke(bootstrap()), null);
    assertThat(service.api().get(CLIENTS).status()).isEqualTo(401);

    List<Answer> answers =
        whileLocked(
            List.of(one.id(), other.id()),
            List.of(
                () -> as(one).send("POST", revoke(one.id()), null),
                () -> as(other).send("POST", revoke(other.id()), null)));

    assertThat(answers.stream().map(Answer::status)).containsExactlyInAnyOrder(200, 409);
    assertThat(answers)
        .filteredOn(answer -> answer.status() == 409)
        .allSatisfy(answer -> assertThat(answer.problem()).isEqualTo("last-operations-client"));
    assertThat(operators()).isEqualTo(1);
  }

  @Test
  void leavesOneClientWithOperationsWhenTwoRevokeEachOther() throws Exception {
    Answer one = create("one");
    Answer other = create("other");
    as(one).send("POST", revoke(bootstrap()), null);

    List<Answer> answers =
        whileLocked(
            List.of(one.id(), other.id()),
            List.of(
                () -> as(one).send("POST", revoke(other.id()), null),
                () -> as(other).send("POST", revoke(one.id()), null)));

    assertThat(answers.stream().map(Answer::status))
        .as("the one that came second is revoked itself")
        .containsExactlyInAnyOrder(200, 401);
    assertThat(operators()).isEqualTo(1);
  }

  @Test
  void refusesToRevokeTheLastClientWithOperations() {
    Answer refused = service.api().send("POST", revoke(bootstrap()), null);

    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.problem()).isEqualTo("last-operations-client");
    assertThat(service.api().get(CLIENTS).status()).isEqualTo(200);
  }

  @Test
  void givesNothingToAClientThatIsRevokedWhileItAsks() throws Exception {
    Answer asking = create("asking");

    Answer refused;
    try (Connection admin = database.control().getConnection();
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      admin.setAutoCommit(false);
      update(admin, "UPDATE control.api_client SET revoked_at = now() WHERE id = ?", asking.id());
      Future<Answer> answer =
          threads.submit(
              () ->
                  as(asking)
                      .send("POST", CLIENTS, "{\"name\": \"x\", \"scopes\": [\"operations\"]}"));
      awaitWaiting(1);
      admin.commit();
      refused = answer.get();
    }

    assertThat(refused.status()).isEqualTo(401);
    assertThat(refused.problem()).isEqualTo("key-unknown");
    assertThat(operators()).isEqualTo(1);
  }

  @Test
  void revokesAndRotatesOnAllInstancesAtOnce() {
    try (RunningService second = start().awaitFirstClient()) {
      Answer made = create("everywhere");
      Api there = second.api().withKey(made.text("key"));
      assertThat(there.get(CLIENTS).status()).isEqualTo(200);

      Answer rotated = service.api().send("POST", CLIENTS + "/" + made.id() + "/rotate", null);
      assertThat(there.get(CLIENTS).status()).isEqualTo(401);
      Api again = second.api().withKey(rotated.text("key"));
      assertThat(again.get(CLIENTS).status()).isEqualTo(200);
      service.api().send("POST", revoke(made.id()), null);
      assertThat(again.get(CLIENTS).status()).isEqualTo(401);
    }
  }

  /** A second connection inside a request would wait for ever for the first. */
  @Test
  void doesEverythingWithOneConnectionAtATime() throws Exception {
    try (RunningService narrow =
        start(
            "--spring.datasource.hikari.maximum-pool-size=1",
            "--spring.datasource.hikari.minimum-idle=1",
            "--spring.datasource.hikari.connection-timeout=20000",
            "--tenantry.messaging.relay.enabled=false",
            "--tenantry.rate-limit.requests-per-minute=0")) {
      narrow.awaitFirstClient();
      Callable<List<Integer>> round = () -> round(narrow.api());
      try (var threads = Executors.newFixedThreadPool(6)) {
        for (Future<List<Integer>> done :
            threads.invokeAll(IntStream.range(0, 12).mapToObj(number -> round).toList())) {
          assertThat(done.get())
              .containsExactly(
                  201, 200, 200, 200, 400, 409, 200, 201, 200, 400, 200, 202, 200, 200, 400, 409,
                  204);
        }
      }
      HikariDataSource pool = narrow.bean(DataSource.class).unwrap(HikariDataSource.class);
      await().atMost(PATIENCE).until(() -> pool.getHikariPoolMXBean().getActiveConnections() == 0);
    }
  }

  private static List<Integer> round(Api api) {
    String unique = "r" + UUID.randomUUID().toString().replace("-", "").substring(0, 20);
    String client = "{\"name\": \"" + unique + "\", \"scopes\": [\"tenants:read\"]}";
    Answer made = api.send("POST", CLIENTS, client);
    String path = CLIENTS + "/" + made.id();
    String plan = "/api/v1/plans/" + unique;
    String signUp =
        "{\"name\": \"%s\", \"plan\": \"%s\", \"preferences\": {\"locale\": \"es\"}}"
            .formatted(unique, "free");
    var statuses =
        new ArrayList<>(
            List.of(
                made.status(),
                api.get(path).status(),
                api.send("PATCH", path, "{\"requestsPerMinute\": 5}").status(),
                api.send("POST", path + "/rotate", null).status(),
                api.send("POST", path + "/rotate", "{\"graceSeconds\": -1}").status(),
                api.send("POST", CLIENTS, client).status(),
                api.send("POST", path + "/revoke", null).status(),
                api.send("PUT", plan, "{\"limits\": {\"users\": 1}}").status(),
                api.get(plan).status(),
                api.send("PUT", plan, "{\"limits\": {\"users\": -1}}").status(),
                api.get("/api/v1/plans?limit=1").status()));
    Answer tenant = api.signUp(signUp);
    String preferences = Api.TENANTS + "/" + tenant.id() + "/preferences";
    statuses.addAll(
        List.of(
            tenant.status(),
            api.get(preferences).status(),
            api.send("PATCH", preferences, "{\"locale\": null}").status(),
            api.send("PATCH", preferences, "{\"nonsense\": 1}").status(),
            api.send("DELETE", "/api/v1/plans/free", null).status(),
            api.send("DELETE", plan, null).status()));
    return statuses;
  }

  private RunningService start(String... settings) {
    return RunningService.start(
        database, database.jdbcUrl(), Infrastructure.get().broker().url(), settings);
  }

  /** Holds the rows until all calls wait for them. */
  private List<Answer> whileLocked(List<UUID> rows, List<Callable<Answer>> calls) throws Exception {
    try (Connection admin = database.control().getConnection();
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      admin.setAutoCommit(false);
      for (UUID row : rows) {
        update(admin, "UPDATE control.api_client SET name = name WHERE id = ?", row);
      }
      List<Future<Answer>> answers = calls.stream().map(threads::submit).toList();
      awaitWaiting(calls.size());
      admin.rollback();
      return List.of(answers.getFirst().get(), answers.getLast().get());
    }
  }

  private void awaitWaiting(int count) {
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                database
                        .admin()
                        .sql(
                            """
                            SELECT count(*) FROM pg_stat_activity
                            WHERE datname = current_database() AND wait_event_type = 'Lock'
                              AND query LIKE '%control.api_client%'
                            """)
                        .query(Integer.class)
                        .single()
                    == count);
  }

  private static void update(Connection connection, String sql, UUID id) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setObject(1, id);
      statement.executeUpdate();
    }
  }

  private Api as(Answer made) {
    return service.api().withKey(made.text("key"));
  }

  private Answer create(String name) {
    Answer made =
        service
            .api()
            .send("POST", CLIENTS, "{\"name\": \"" + name + "\", \"scopes\": [\"operations\"]}");
    assertThat(made.status()).as(made.body()).isEqualTo(201);
    return made;
  }

  private static String revoke(UUID id) {
    return CLIENTS + "/" + id + "/revoke";
  }

  private UUID bootstrap() {
    return database
        .admin()
        .sql("SELECT id FROM control.api_client WHERE name = 'bootstrap'")
        .query(UUID.class)
        .single();
  }

  private int operators() {
    return database
        .admin()
        .sql(
            """
            SELECT count(*) FROM control.api_client
            WHERE revoked_at IS NULL AND 'operations' = ANY (scopes)
            """)
        .query(Integer.class)
        .single();
  }
}
