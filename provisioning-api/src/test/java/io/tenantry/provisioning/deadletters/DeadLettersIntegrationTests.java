package io.tenantry.provisioning.deadletters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tenantry.events.Addresses;
import io.tenantry.provisioning.AbstractApiTests;
import io.tenantry.provisioning.Api;
import io.tenantry.provisioning.Api.Answer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.amqp.core.AmqpAdmin;
import org.springframework.amqp.core.Message;
import org.springframework.amqp.core.MessageBuilder;
import org.springframework.amqp.core.Queue;
import org.springframework.amqp.rabbit.core.RabbitTemplate;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** Dead letters over HTTP, from a real broker and back to it. */
class DeadLettersIntegrationTests extends AbstractApiTests {

  private static final String LETTERS = "/api/v1/operations/dead-letters";
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  @Autowired private RabbitTemplate rabbit;
  @Autowired private AmqpAdmin admin;
  @Autowired private Addresses addresses;
  @Autowired private DeadLetterRepository repository;
  private String queue = "";

  @BeforeEach
  void declareAQueue() {
    queue = database.schemaPrefix() + unique("queue");
    admin.declareQueue(new Queue(queue, false, false, false));
  }

  @Test
  void collectsWhatAListenerCouldNotRead() {
    String id = UUID.randomUUID().toString();
    Message poison =
        MessageBuilder.withBody(bytes("{\"runId\": 1"))
            .setMessageId(id)
            .setType("job.ended")
            .setContentType("application/json")
            .setHeader("cloudEvents:source", "/test")
            .build();
    rabbit.send(addresses.events(), "job.ended", poison);

    Answer letter = api().get(LETTERS + "/" + awaitLetter(id));

    assertThat(letter.status()).isEqualTo(200);
    assertThat(letter.text("status")).isEqualTo("open");
    assertThat(letter.text("reason")).isNotBlank();
    assertThat(letter.text("queue")).isEqualTo(addresses.jobEvents());
    assertThat(letter.text("exchange")).isEqualTo(addresses.events());
    assertThat(letter.text("routingKey")).isEqualTo("job.ended");
    assertThat(letter.text("type")).isEqualTo("job.ended");
    assertThat(letter.text("firstSeenAt")).endsWith("Z");
    JsonNode content = letter.json().path("content");
    assertThat(content.path("body").asString()).isEqualTo("{\"runId\": 1");
    assertThat(content.path("bodyForm").asString()).isEqualTo("text");
    assertThat(content.path("headers")).hasToString("{\"cloudEvents:source\":\"/test\"}");
  }

  @Test
  void givesALetterBackToItsQueueAsItWasAndOpensItAgainWhenItReturns() {
    String id = UUID.randomUUID().toString();
    putAside(id, "a", Map.of("tenantry-queue", queue, "kept", 7L, "x-delivery-count", 4));
    long letter = awaitLetter(id);

    Answer republished = republish(letter);
    assertThat(republished.status()).as(republished.body()).isEqualTo(200);
    assertThat(republished.text("status")).isEqualTo("republished");
    assertThat(republished.text("republishedBy")).isEqualTo("bootstrap");
    Message back = received();
    assertThat(back.getBody()).isEqualTo(bytes("{}"));
    assertThat(back.getMessageProperties().getMessageId()).isEqualTo(id);
    assertThat(back.getMessageProperties().getType()).isEqualTo("a");
    assertThat(back.getMessageProperties().getHeaders())
        .containsEntry("kept", 7)
        .doesNotContainKeys("tenantry-queue", "tenantry-reason", "x-delivery-count");
    assertThat(ids("?status=open&type=a&queue=" + queue)).isEmpty();

    putAside(id, "a", Map.of("tenantry-queue", queue));
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              Answer again = api().get(LETTERS + "/" + letter);
              assertThat(again.text("status")).isEqualTo("open");
              assertThat(again.json().path("times").asInt()).isEqualTo(2);
            });
    assertThat(audited("dead-letter.republish", letter)).isEqualTo(1);
  }

  @Test
  void readsWhatRabbitMqPutAsideByItself() {
    String id = UUID.randomUUID().toString();
    Map<String, Object> death =
        Map.of(
            "reason",
            "delivery_limit",
            "queue",
            queue,
            "exchange",
            "tenantry.commands",
            "routing-keys",
            List.of("drop-tenant"),
            "count",
            1L);
    putAside(id, "drop-tenant", Map.of("x-death", List.of(death)));
    Answer letter = api().get(LETTERS + "/" + awaitLetter(id));
    assertThat(letter.text("reason")).isEqualTo("put aside by the broker: delivery_limit");
    assertThat(letter.text("queue")).isEqualTo(queue);
    assertThat(letter.text("exchange")).isEqualTo("tenantry.commands");
    assertThat(letter.text("routingKey")).isEqualTo("drop-tenant");
  }

  @Test
  void keepsWhateverSomebodySends() {
    String id = UUID.randomUUID().toString();
    Message odd =
        MessageBuilder.withBody(new byte[] {(byte) 0xff, 0, 1})
            .setMessageId(id)
            .setType("zero\0type")
            .setHeader("zero\0name", "zero\0value")
            .setHeader("nested", Map.of("list", List.of(1, "two")))
            .setHeader("long", "x".repeat(5000))
            .setHeader("bytes", bytes("plain"))
            // Counted in microseconds, where AMQP has seconds.
            .setTimestamp(new Date(1_764_000_000_000_000_000L))
            .build();
    rabbit.send(addresses.deadLetters(), "", odd);
    Answer letter = api().get(LETTERS + "/" + awaitLetter(id));
    assertThat(letter.text("reason")).isEqualTo("nobody said why");
    assertThat(letter.text("type")).isEqualTo("zero\uFFFDtype");
    JsonNode content = letter.json().path("content");
    assertThat(content.path("bodyForm").asString()).isEqualTo("base64");
    assertThat(content.path("body").asString()).isEqualTo("/wAB");
    assertThat(content.path("headers").path("zero\uFFFDname").asString())
        .isEqualTo("zero\uFFFDvalue");
    assertThat(content.path("headers").path("nested").asString()).contains("list");
    assertThat(content.path("headers").path("long").asString()).hasSize(1000);
  }

  @Test
  void saysWhatCannotBeSentAgainAndKeepsIt() {
    String gone = UUID.randomUUID().toString();
    putAside(gone, "b", Map.of("tenantry-queue", queue + ".gone"));
    String stray = UUID.randomUUID().toString();
    putAside(stray, "b", Map.of());
    String large = UUID.randomUUID().toString();
    rabbit.send(
        addresses.deadLetters(),
        "",
        MessageBuilder.withBody(new byte[300_000])
            .setMessageId(large)
            .setHeader("tenantry-queue", queue)
            .build());
    for (String id : List.of(gone, stray, large)) {
      long letter = awaitLetter(id);
      Answer refused = republish(letter);
      assertThat(refused.status()).as(refused.body()).isEqualTo(409);
      assertThat(refused.problem()).isEqualTo("dead-letter-not-taken");
      assertThat(api().get(LETTERS + "/" + letter).text("status")).isEqualTo("open");
    }
    JsonNode cut = api().get(LETTERS + "/" + awaitLetter(large)).json();
    assertThat(cut.path("truncated").asBoolean()).isTrue();
    assertThat(cut.path("bodyBytes").asInt()).isEqualTo(300_000);
  }

  @Test
  void discardsForGoodAndRemembersWhoDid() {
    String id = UUID.randomUUID().toString();
    putAside(id, "c", Map.of("tenantry-queue", queue));
    long letter = awaitLetter(id);
    assertThat(api().send("DELETE", LETTERS + "/" + letter, null).status()).isEqualTo(204);
    for (Answer unknown :
        List.of(
            api().get(LETTERS + "/" + letter),
            republish(letter),
            api().send("DELETE", LETTERS + "/" + letter, null))) {
      assertThat(unknown.status()).isEqualTo(404);
      assertThat(unknown.problem()).isEqualTo("dead-letter-not-found");
    }
    assertThat(audited("dead-letter.discard", letter)).isEqualTo(1);
  }

  @Test
  void sendsManyAgainOldestFirst() {
    String type = unique("type");
    List<String> sent = new ArrayList<>();
    for (int number = 0; number < 5; number++) {
      sent.add(UUID.randomUUID().toString());
      putAside(sent.getLast(), type, Map.of("tenantry-queue", queue));
      awaitLetter(sent.getLast());
    }
    putAside(UUID.randomUUID().toString(), type, Map.of("tenantry-queue", queue + ".gone"));
    await().atMost(PATIENCE).until(() -> ids("?type=" + type).size() == 6);

    Answer three = redrive("{\"type\": \"%s\", \"limit\": 3}".formatted(type));
    assertThat(three.status()).as(three.body()).isEqualTo(200);
    assertThat(three.body()).isEqualTo("{\"republished\":3,\"notTaken\":0,\"end\":\"limit\"}");
    assertThat(redrive("{\"type\": \"%s\"}".formatted(type)).body())
        .isEqualTo("{\"republished\":2,\"notTaken\":1,\"end\":\"all\"}");
    for (String id : sent) {
      assertThat(received().getMessageProperties().getMessageId()).isEqualTo(id);
    }
    assertThat(ids("?status=open&type=" + type)).hasSize(1);
    assertThat(ids("?status=republished&type=" + type)).hasSize(5);
  }

  @Test
  void leavesOpenWhatHasComeBackBeforeItIsMarked() {
    String id = UUID.randomUUID().toString();
    putAside(id, "d", Map.of("tenantry-queue", queue));
    long letter = awaitLetter(id);
    DeadLetter sent = repository.find(letter).orElseThrow();
    putAside(id, "d", Map.of("tenantry-queue", queue));
    await().atMost(PATIENCE).until(() -> repository.find(letter).orElseThrow().times() == 2);
    repository.markRepublished(sent, "somebody");
    assertThat(repository.find(letter).orElseThrow().isOpen()).isTrue();
  }

  @Test
  void pagesFromTheNewestToTheOldest() {
    String type = unique("type");
    List<Long> made = new ArrayList<>();
    for (int number = 0; number < 5; number++) {
      String id = UUID.randomUUID().toString();
      putAside(id, type, Map.of());
      made.addFirst(awaitLetter(id));
    }
    List<Long> seen = new ArrayList<>();
    String cursor = "";
    while (cursor != null) {
      Answer page = api().get(LETTERS + "?limit=2&type=" + type + cursor);
      page.json().path("items").forEach(item -> seen.add(item.path("id").asLong()));
      cursor =
          page.json().path("nextCursor").isNull() ? null : "&cursor=" + page.text("nextCursor");
    }
    assertThat(seen).containsExactlyElementsOf(made);
  }

  @Test
  void takesNoMoreThanThereIsRoomFor() {
    putAside(UUID.randomUUID().toString(), unique("type"), Map.of());
    await().atMost(PATIENCE).until(() -> repository.countOpen() > 0);
    assertThat(repository.room(1)).isZero();
    assertThat(repository.room(1_000_000)).isPositive();
  }

  @ParameterizedTest
  @CsvSource({
    "status=OPEN, status",
    "type=%00, type",
    "queue=%0a, queue",
    "limit=201, limit",
    "limit=0, limit",
    "cursor=nonsense, cursor",
  })
  void namesTheParameterThatIsWrong(String query, String parameter) {
    Answer answer = api().get(LETTERS + "?" + query);
    assertThat(answer.status()).as(answer.body()).isEqualTo(400);
    assertThat(answer.text("field")).isEqualTo(parameter);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"limit\": 0}        | limit",
        "{\"limit\": 1001}     | limit",
        "{\"type\": \"\\u0000\"} | type",
        "{\"nonsense\": 1}     | nonsense",
      })
  void namesTheMemberThatIsWrong(String body, String field) {
    Answer answer = redrive(body);
    assertThat(answer.status()).as(answer.body()).isEqualTo(400);
    assertThat(answer.text("field")).isEqualTo(field);
  }

  @Test
  void isForOperatorsOnly() {
    Api others = client("tenants:create tenants:read tenants:write tenants:delete");
    for (Answer refused :
        List.of(
            others.get(LETTERS),
            others.get(LETTERS + "/1"),
            others.send("POST", LETTERS + "/1/republish", null),
            others.send("POST", LETTERS + "/republish", null),
            others.send("DELETE", LETTERS + "/1", null))) {
      assertThat(refused.status()).isEqualTo(403);
      assertThat(refused.problem()).isEqualTo("scope-missing");
    }
    assertThat(client("operations").get(LETTERS).status()).isEqualTo(200);
  }

  @Test
  void countsThoseThatNobodyHasDealtWith() {
    putAside(UUID.randomUUID().toString(), unique("type"), Map.of());
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(api().withKey(null).get("/actuator/prometheus").body())
                    .containsPattern("(?m)^tenantry_dead_letters [1-9]"));
  }

  private void putAside(String id, String type, Map<String, Object> headers) {
    Message letter = MessageBuilder.withBody(bytes("{}")).setMessageId(id).setType(type).build();
    headers.forEach(letter.getMessageProperties()::setHeader);
    rabbit.send(addresses.deadLetters(), "", letter);
  }

  private long awaitLetter(String messageId) {
    return await()
        .atMost(PATIENCE)
        .until(() -> find(messageId), found -> found != null)
        .longValue();
  }

  private @Nullable Long find(String messageId) {
    return database
        .admin()
        .sql("SELECT id FROM control.dead_letter WHERE message_id = :id")
        .param("id", messageId)
        .query(Long.class)
        .optional()
        .orElse(null);
  }

  private Message received() {
    return await().atMost(PATIENCE).until(() -> rabbit.receive(queue), found -> found != null);
  }

  private Answer republish(long letter) {
    return api().send("POST", LETTERS + "/" + letter + "/republish", null);
  }

  private Answer redrive(String body) {
    return api().send("POST", LETTERS + "/republish", body);
  }

  private List<Long> ids(String query) {
    List<Long> ids = new ArrayList<>();
    api()
        .get(LETTERS + query)
        .json()
        .path("items")
        .forEach(item -> ids.add(item.path("id").asLong()));
    return ids;
  }

  private int audited(String action, long letter) {
    return database
        .admin()
        .sql(
            """
            SELECT count(*) FROM control.audit
            WHERE action = :action AND actor = 'bootstrap' AND detail ->> 'text' LIKE :start
            """)
        .param("action", action)
        .param("start", letter + ",%")
        .query(Integer.class)
        .single();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
