package io.tenantry.provisioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.rabbitmq.client.Connection;
import com.rabbitmq.client.GetResponse;
import io.tenantry.events.Addresses;
import io.tenantry.provisioning.Api.Answer;
import io.tenantry.testing.Broker;
import io.tenantry.testing.Infrastructure;
import io.tenantry.testing.TcpProxy;
import io.tenantry.testing.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class BrokerAwayIntegrationTests {

  private static final Broker BROKER = Infrastructure.get().broker();

  private static TestDatabase database;
  private static TcpProxy proxy;
  private static RunningService service;

  @BeforeAll
  static void start() {
    database = TestDatabase.withControlSchema();
    proxy = TcpProxy.to(BROKER);
    proxy.cut();
    service =
        RunningService.start(database, database.jdbcUrl(), BROKER.through(proxy).url())
            .awaitFirstClient();
  }

  @AfterAll
  static void stop() {
    service.close();
    proxy.close();
    database.close();
  }

  @Test
  void acceptsSignUpsAndPublishesThemWhenTheBrokerIsBack() throws Exception {
    proxy.cut();
    Set<UUID> made = new HashSet<>();
    for (int number = 0; number < 10; number++) {
      Answer answer = service.api().signUp("{\"name\": \"Shop " + number + "\"}");
      assertThat(answer.status()).isEqualTo(202);
      made.add(answer.id());
    }
    assertThat(waiting()).isEqualTo(10);
    assertThat(service.readiness()).isEqualTo(200);
    assertThat(service.api().get("/actuator/health").json().path("components").path("rabbit"))
        .hasToString("{\"status\":\"DOWN\"}");

    proxy.restore();

    await().atMost(Duration.ofMinutes(1)).until(() -> waiting() == 0);
    assertThat(published()).containsExactlyInAnyOrderElementsOf(made);

    proxy.cut();
    Answer again = service.api().signUp("{\"name\": \"Shop again\"}");
    assertThat(again.status()).isEqualTo(202);
    proxy.restore();
    await().atMost(Duration.ofMinutes(1)).until(() -> waiting() == 0);
    assertThat(published()).containsExactly(again.id());
  }

  @Test
  void keepsADeadLetterThatItCannotSendAgain() {
    long letter = letterOf("q");
    String letters = "/api/v1/operations/dead-letters";
    proxy.cut();
    try {
      for (String path : List.of("/" + letter + "/republish", "/republish")) {
        Answer refused = service.api().send("POST", letters + path, null);
        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.problem()).isEqualTo("broker-unavailable");
        assertThat(refused.header("Retry-After")).isEqualTo("5");
      }
    } finally {
      proxy.restore();
    }
    assertThat(service.api().get(letters + "/" + letter).text("status")).isEqualTo("open");
  }

  @Test
  void holdsNoLetterInTheDatabaseWhileTheBrokerIsSlowToConfirm() throws Exception {
    String queue = database.schemaPrefix() + "slow";
    proxy.restore();
    try (Connection connection = BROKER.connect()) {
      connection.createChannel().queueDeclare(queue, false, true, true, null);
      long letter = letterOf(queue);
      String republish = "/api/v1/operations/dead-letters/" + letter + "/republish";
      await().until(() -> service.api().send("POST", republish, null).status() == 200);
      proxy.delay(Duration.ofHours(1));
      try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
        Future<Answer> answer = threads.submit(() -> service.api().send("POST", republish, null));
        while (!answer.isDone()) {
          assertThat(isFree(letter)).isTrue();
        }
        assertThat(answer.get().problem()).isEqualTo("broker-unavailable");
      }
    } finally {
      proxy.delay(Duration.ZERO);
    }
  }

  private static long letterOf(String queue) {
    return database
        .admin()
        .sql(
            """
            INSERT INTO control.dead_letter (reason, queue, headers, body, body_bytes)
            VALUES ('made by hand', :queue, '{}', 'x', 1) RETURNING id
            """)
        .param("queue", queue)
        .query(Long.class)
        .single();
  }

  private static boolean isFree(long letter) {
    return database
        .admin()
        .sql("SELECT id FROM control.dead_letter WHERE id = :id FOR UPDATE SKIP LOCKED")
        .param("id", letter)
        .query(Long.class)
        .optional()
        .isPresent();
  }

  private static long waiting() {
    return database.admin().sql("SELECT count(*) FROM control.outbox").query(Long.class).single();
  }

  private static Set<UUID> published() throws Exception {
    List<UUID> tenants = new ArrayList<>();
    String queue = new Addresses(database.schemaPrefix()).provisioning();
    try (Connection connection = BROKER.connect()) {
      var channel = connection.createChannel();
      GetResponse message = channel.basicGet(queue, true);
      while (message != null) {
        String data = new String(message.getBody(), StandardCharsets.UTF_8);
        tenants.add(
            UUID.fromString(JsonMapper.shared().readTree(data).path("tenantId").asString()));
        message = channel.basicGet(queue, true);
      }
    }
    return Set.copyOf(tenants);
  }
}
