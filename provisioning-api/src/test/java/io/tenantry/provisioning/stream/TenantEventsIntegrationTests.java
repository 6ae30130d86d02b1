package io.tenantry.provisioning.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tenantry.provisioning.AbstractApiTests;
import io.tenantry.provisioning.Api;
import io.tenantry.provisioning.Api.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class TenantEventsIntegrationTests extends AbstractApiTests {

  @Test
  void tellsWhatHappenedAndWhatHappens() throws Exception {
    UUID tenant = signUp();
    try (EventClient client = open(tenant)) {
      assertThat(client.status()).isEqualTo(200);
      assertThat(client.header("Content-Type")).startsWith("text/event-stream");
      assertThat(client.header("Cache-Control")).isEqualTo("no-store");
      await().until(() -> client.lines("data: ").size() == 1);

      activate(tenant);

      // The last line of an event.
      await().until(() -> client.lines("data: ").size() == 2);
      assertThat(client.lines("id: ")).containsExactly("id: 1", "id: 2");
      assertThat(client.lines("event: "))
          .containsExactly("event: tenant.created", "event: tenant.activated");
      JsonNode data =
          JsonMapper.shared()
              .readTree(client.lines("data: ").getLast().substring("data: ".length()));
      assertThat(data.path("tenantId").asString()).isEqualTo(tenant.toString());
      assertThat(data.path("sequence").asInt()).isEqualTo(2);
    }
  }

  @Test
  void goesOnAfterTheLastEventThatTheClientKnows() throws Exception {
    UUID tenant = signUp();
    activate(tenant);
    try (EventClient client = open(tenant, "Last-Event-ID", "1")) {
      await().until(() -> client.lines("id: ").size() == 1);
      assertThat(client.lines("id: ")).containsExactly("id: 2");
    }
    try (EventClient client = open(tenant, "Last-Event-ID", "2")) {
      await().until(() -> !client.lines(": still here").isEmpty());
      assertThat(client.lines("id: ")).isEmpty();
    }
  }

  @Test
  void beatsWhileNothingHappens() throws Exception {
    try (EventClient client = open(signUp())) {
      await().until(() -> client.lines(": still here").size() >= 3);
    }
  }

  @Test
  void boundsTheNumberOfStreamsAndTakesSeatsBack() throws Exception {
    UUID tenant = signUp();
    List<EventClient> clients = new ArrayList<>();
    try {
      await()
          .untilAsserted(
              () -> {
                EventClient client = EventClient.open(api(), tenant);
                clients.add(client);
                assertThat(client.status()).isEqualTo(503);
              });
      assertThat(clients.getLast().header("Retry-After")).isNotEmpty();
      assertThat(clients.getLast().header("Content-Type")).startsWith("application/problem+json");
      await().until(() -> !clients.getLast().lines("{").isEmpty());
      assertThat(clients.getLast().lines("{").getFirst()).contains(":too-many-streams");
      assertThat(clients.stream().filter(client -> client.status() == 200)).hasSizeLessThan(6);
    } finally {
      for (EventClient client : clients) {
        client.close();
      }
    }
    try (EventClient client = open(tenant)) {
      assertThat(client.status()).isEqualTo(200);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "-1", "1.5", "1e3", "9999999999999999999", "'; --"})
  void refusesIdsThatAreNoEvents(String id) {
    Answer answer = api().get(Api.TENANTS + "/" + signUp() + "/events", "Last-Event-ID", id);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.text("field")).isEqualTo("Last-Event-ID");
  }

  @Test
  void answersProblemsToStreamClientsToo() {
    Answer answer =
        api().get(Api.TENANTS + "/" + UUID.randomUUID() + "/events", "Accept", "text/event-stream");

    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.problem()).isEqualTo("tenant-not-found");
  }

  @Test
  void answersHeadAtOnce() {
    Answer answer = api().send("HEAD", Api.TENANTS + "/" + signUp() + "/events", null);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Content-Type")).startsWith("text/event-stream");
  }

  /** Comes again, as one should, while ended streams of other tests have not been noticed yet. */
  private EventClient open(UUID tenant, String... headers) throws Exception {
    return await()
        .until(
            () -> {
              EventClient client = EventClient.open(api(), tenant, headers);
              if (client.status() == 503) {
                client.close();
              }
              return client;
            },
            client -> client.status() != 503);
  }

  private UUID signUp() {
    return api().signUp("{\"name\": \"" + unique("s") + "\"}").id();
  }
}
