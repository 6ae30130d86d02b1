package io.tenantry.provisioning.history.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.provisioning.AbstractApiTests;
import io.tenantry.provisioning.Api;
import io.tenantry.provisioning.Api.Answer;
import io.tenantry.registry.TenantStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class HistoryIntegrationTests extends AbstractApiTests {

  @Test
  void tellsAllOfATenantsLifeFromTheNewestToTheOldest() {
    UUID tenant = tenant(TenantStatus.TRIAL);
    attempt(tenant, 1, "'failed'", "'it rained'");
    api().order(tenant, "extend-trial", "{\"days\": 7, \"reason\": \"asked\"}");
    api().order(tenant, "suspend", "{\"reason\": \"unpaid\"}");
    api().order(tenant, "resume", null);
    api().order(tenant, "resume", null);
    api().order(tenant, "convert", null);
    api().patch(tenant, "{\"name\": \"Another\"}");

    List<JsonNode> entries = history(tenant, "?limit=200");

    assertThat(names(entries, "action", "action"))
        .containsExactly(
            "tenant.update",
            "tenant.convert",
            "tenant.resume",
            "tenant.suspend",
            "tenant.extend-trial",
            "tenant.activate",
            "tenant.create");
    assertThat(names(entries, "event", "type"))
        .containsExactly(
            "tenant.updated",
            "tenant.converted",
            "tenant.resumed",
            "tenant.suspended",
            "tenant.trial-extended",
            "tenant.activated",
            "tenant.created");
    assertThat(names(entries, "attempt", "error")).containsExactly("it rained");
    assertThat(entries).hasSize(15).isSortedAccordingTo(Comparator.comparing(this::at).reversed());
  }

  @Test
  void tellsWhoAndFromWhereAndWhatExactly() {
    UUID tenant = tenant(TenantStatus.SUSPENDED);

    List<JsonNode> entries = history(tenant, "");

    JsonNode action = entries.getFirst();
    assertThat(action.path("kind").asString()).isEqualTo("action");
    assertThat(action.path("actor").asString()).isEqualTo("bootstrap");
    assertThat(action.path("remoteAddress").asString()).isEqualTo("127.0.0.1");
    assertThat(action.path("detail").asString()).isEqualTo("unpaid");
    JsonNode event = entries.get(1);
    assertThat(event.path("kind").asString()).isEqualTo("event");
    assertThat(event.path("sequence").asLong()).isEqualTo(3);
    assertThat(event.path("data").path("reason").asString()).isEqualTo("unpaid");
    JsonNode activated = entries.get(2);
    assertThat(activated.path("actor").asString()).isEqualTo("worker");
    assertThat(activated.path("remoteAddress").isNull()).isTrue();
  }

  @Test
  void showsAttemptsThatLastAndSuchAsEnded() {
    UUID tenant = tenant(TenantStatus.PENDING);
    attempt(tenant, 1, "'succeeded'", "NULL");
    attempt(tenant, 2, "NULL", "NULL");

    List<JsonNode> attempts =
        history(tenant, "").stream().filter(entry -> is(entry, "attempt")).toList();

    assertThat(attempts).hasSize(2);
    assertThat(attempts.getFirst().path("number").asInt()).isEqualTo(2);
    assertThat(attempts.getFirst().path("outcome").isNull()).isTrue();
    assertThat(attempts.getFirst().path("endedAt").isNull()).isTrue();
    assertThat(attempts.getLast().path("outcome").asString()).isEqualTo("succeeded");
    assertThat(attempts.getLast().path("worker").asString()).isEqualTo("w");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 200})
  void isTheSamePageByPageAlsoWhereMuchHappensAtOneMoment(int limit) {
    UUID tenant = tenant(TenantStatus.PENDING);
    for (int number = 1; number <= 3; number++) {
      attempt(tenant, number, "'failed'", "'" + number + "'");
    }
    for (String table : List.of("attempt SET started_at", "tenant_event SET occurred_at")) {
      sameMoment(table, tenant);
    }
    sameMoment("audit SET at", tenant);
    List<JsonNode> whole = history(tenant, "?limit=200");

    List<JsonNode> pages = new ArrayList<>();
    String cursor = "";
    do {
      Answer page = get(tenant, "?limit=" + limit + cursor);
      page.json().path("items").forEach(pages::add);
      cursor =
          page.json().path("nextCursor").isNull() ? null : "&cursor=" + page.text("nextCursor");
    } while (cursor != null);

    assertThat(whole).hasSize(5);
    assertThat(pages).isEqualTo(whole);
  }

  @Test
  void keepsItsPlaceWhileMoreHappens() {
    UUID tenant = tenant(TenantStatus.ACTIVE);
    List<JsonNode> before = history(tenant, "?limit=200");
    Answer first = get(tenant, "?limit=1");
    api().patch(tenant, "{\"name\": \"Another\"}");

    Answer second = get(tenant, "?limit=200&cursor=" + first.text("nextCursor"));

    assertThat(second.json().path("items").valueStream().toList())
        .isEqualTo(before.subList(1, before.size()));
  }

  @Test
  void isOnesOwn() {
    UUID tenant = tenant(TenantStatus.PENDING);
    tenant(TenantStatus.ACTIVE);

    assertThat(names(history(tenant, ""), "action", "action")).containsExactly("tenant.create");
  }

  @Test
  void needsTheScopeToRead() {
    UUID tenant = tenant(TenantStatus.PENDING);
    String path = Api.TENANTS + "/" + tenant + "/history";

    assertThat(client("tenants:read").get(path).status()).isEqualTo(200);
    assertThat(client("tenants:write operations").get(path).status()).isEqualTo(403);
  }

  @Test
  void isNobodysWhereThereIsNoTenant() {
    Answer answer = get(UUID.randomUUID(), "");

    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.problem()).isEqualTo("tenant-not-found");
  }

  @ParameterizedTest
  @CsvSource({
    "limit=0, limit",
    "limit=201, limit",
    "limit=x, limit",
    "cursor=nonsense, cursor",
    "cursor=AAAA, cursor",
    "cursor=gAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA, cursor",
  })
  void namesTheParameterThatIsWrong(String query, String parameter) {
    Answer answer = get(tenant(TenantStatus.PENDING), "?" + query);

    assertThat(answer.status()).as(answer.body()).isEqualTo(400);
    assertThat(answer.text("field")).isEqualTo(parameter);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "f_________-AAAAAAAAAAAAAAAAAAAAA",
        "f_________9__________3__________",
        "AAAAAAAAAACAAAAAAAAAAIAAAAAAAAAA"
      })
  void survivesCursorsThatSomebodyMadeUp(String cursor) {
    assertThat(get(tenant(TenantStatus.PENDING), "?cursor=" + cursor).status()).isIn(200, 400);
  }

  private Answer get(UUID tenant, String query) {
    return api().get(Api.TENANTS + "/" + tenant + "/history" + query);
  }

  private List<JsonNode> history(UUID tenant, String query) {
    Answer answer = get(tenant, query);
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    assertThat(answer.json().path("nextCursor").isNull()).isTrue();
    return answer.json().path("items").valueStream().toList();
  }

  private Instant at(JsonNode entry) {
    return Instant.parse(entry.path("at").asString());
  }

  private static boolean is(JsonNode entry, String kind) {
    return entry.path("kind").asString().equals(kind);
  }

  private static List<String> names(List<JsonNode> entries, String kind, String member) {
    return entries.stream()
        .filter(entry -> is(entry, kind))
        .map(entry -> entry.path(member).asString())
        .toList();
  }

  private void attempt(UUID tenant, int number, String outcome, String error) {
    database
        .admin()
        .sql(
            """
            INSERT INTO control.attempt
              (tenant_id, number, worker, started_at, ended_at, outcome, error)
            SELECT :tenant, :number, 'w', clock_timestamp(),
                   CASE WHEN %1$s IS NOT NULL THEN clock_timestamp() END, %1$s, %2$s
            """
                .formatted(outcome, error))
        .param("tenant", tenant)
        .param("number", number)
        .update();
  }

  private void sameMoment(String update, UUID tenant) {
    database
        .admin()
        .sql(
            "UPDATE control."
                + update
                + " = '2026-11-23 12:00:00.123456Z' WHERE tenant_id = :tenant")
        .param("tenant", tenant)
        .update();
  }
}
