package io.tenantry.provisioning.clients;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.provisioning.Api;
import io.tenantry.provisioning.Api.Answer;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class ApiClientsIntegrationTests extends AbstractClientTests {

  @Test
  void makesAClientAndShowsItsKeyOnce() {
    String name = unique("shop-");
    Answer made = create(api(), name, "tenants:read", "tenants:create");

    assertThat(made.status()).isEqualTo(201);
    assertThat(made.header("Location")).isEqualTo(CLIENTS + "/" + made.id());
    assertThat(made.header("Cache-Control")).isEqualTo("no-store");
    assertThat(made.text("key")).matches("tnt_[A-Za-z0-9_-]{43}");
    assertThat(made.text("name")).isEqualTo(name);
    assertThat(made.json().path("scopes").valueStream().map(JsonNode::asString))
        .containsExactly("tenants:create", "tenants:read");
    Api client = api().withKey(made.text("key"));
    assertThat(client.get(Api.TENANTS).status()).isEqualTo(200);
    assertThat(client.signUp("{\"name\": \"" + unique("t") + "\"}").status()).isEqualTo(202);
    assertThat(client.get(CLIENTS).status()).isEqualTo(403);

    Answer shown = api().get(CLIENTS + "/" + made.id());
    assertThat(shown.status()).isEqualTo(200);
    assertThat(shown.json().propertyNames())
        .containsExactlyInAnyOrder(
            "id",
            "name",
            "keyId",
            "scopes",
            "requestsPerMinute",
            "createdAt",
            "lastRotatedAt",
            "previousKeyUntil",
            "revokedAt");
    assertThat(shown.text("keyId"))
        .isEqualTo(made.text("keyId"))
        .isEqualTo(new ApiKey(made.text("key")).id());
    assertThat(shown.json().path("revokedAt").isNull()).isTrue();
    assertThat(actions(name)).containsExactly("client.create");
  }

  @Test
  void listsClientsByNamePageByPage() {
    String start = unique("page-");
    for (String end : List.of("c", "a", "b")) {
      create(api(), start + end, "tenants:read");
    }

    Answer first = api().get(CLIENTS + "?limit=2&cursor=" + start);
    assertThat(names(first)).containsExactly(start + "a", start + "b");
    assertThat(first.body()).doesNotContain("tnt_");
    Answer second = api().get(CLIENTS + "?limit=1&cursor=" + first.text("nextCursor"));
    assertThat(names(second)).containsExactly(start + "c");
    Answer last = api().get(CLIENTS + "?limit=200&cursor=zzzzzz");
    assertThat(names(last)).isEmpty();
    assertThat(last.json().path("nextCursor").isNull()).isTrue();
  }

  static Stream<Arguments> wrongMembers() {
    return Stream.of(
        Arguments.of("{'scopes': ['tenants:read']}", "name"),
        Arguments.of(named("''", "['tenants:read']"), "name"),
        Arguments.of(named("null", "['tenants:read']"), "name"),
        Arguments.of(named("5", "['tenants:read']"), "name"),
        Arguments.of(named("'with space'", "['tenants:read']"), "name"),
        Arguments.of(named("'-a'", "['tenants:read']"), "name"),
        Arguments.of(named("'ñ'", "['tenants:read']"), "name"),
        Arguments.of(named("'" + "n".repeat(101) + "'", "['tenants:read']"), "name"),
        Arguments.of(named("'bootstrap'", "['tenants:read']"), "name"),
        Arguments.of(named("'Bootstrap'", "['tenants:read']"), "name"),
        Arguments.of(named("'worker'", "['tenants:read']"), "name"),
        Arguments.of("{'name': 'a'}", "scopes"),
        Arguments.of(named("'a'", "null"), "scopes"),
        Arguments.of(named("'a'", "[]"), "scopes"),
        Arguments.of(named("'a'", "'tenants:read'"), "scopes"),
        Arguments.of(named("'a'", "['nonsense']"), "scopes[0]"),
        Arguments.of(named("'a'", "['tenants:read', 'TENANTS_READ']"), "scopes[1]"),
        Arguments.of(named("'a'", "['tenants:read', null]"), "scopes[1]"),
        Arguments.of(named("'a'", "[0]"), "scopes[0]"),
        Arguments.of(limited("-1"), "requestsPerMinute"),
        Arguments.of(limited("1000001"), "requestsPerMinute"),
        Arguments.of(limited("1.5"), "requestsPerMinute"),
        Arguments.of(limited("'5'"), "requestsPerMinute"),
        Arguments.of(limited("99999999999"), "requestsPerMinute"),
        Arguments.of("{'name': 'a', 'scopes': ['tenants:read'], 'key': 'x'}", "key"));
  }

  @ParameterizedTest
  @MethodSource("wrongMembers")
  void namesTheMemberThatIsWrongAndWritesNothing(String body, String field) {
    long clients = rows("api_client");
    long audit = rows("audit");

    Answer answer = api().send("POST", CLIENTS, body.replace('\'', '"'));

    assertThat(answer.status()).as(answer.body()).isEqualTo(400);
    assertThat(answer.text("field")).as(answer.body()).isEqualTo(field);
    assertThat(rows("api_client")).isEqualTo(clients);
    assertThat(rows("audit")).isEqualTo(audit);
  }

  @Test
  void tellsTheScopesThatThereAre() {
    Answer answer =
        api().send("POST", CLIENTS, "{\"name\": \"a\", \"scopes\": [\"tenants:nonsense\"]}");

    assertThat(answer.text("detail"))
        .contains(
            "must be one of tenants:create, tenants:read, tenants:write, tenants:delete,"
                + " operations");
  }

  @Test
  void givesANameToOneClientForEver() {
    String name = unique("once-");
    Answer made = create(api(), name, "tenants:read");
    assertThat(revoke(made.id()).status()).isEqualTo(200);

    Answer again = create(api(), name, "tenants:read");

    assertThat(again.status()).isEqualTo(409);
    assertThat(again.problem()).isEqualTo("client-name-taken");
    assertThat(again.text("field")).isEqualTo("name");
  }

  @Test
  void givesNobodyScopesThatHeLacks() {
    Api operator = withScopes("operations", "tenants:read");
    long before = rows("api_client");

    Answer refused = create(operator, unique("c"), "tenants:read", "tenants:delete");

    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.problem()).isEqualTo("scope-not-held");
    assertThat(refused.text("field")).isEqualTo("scopes");
    assertThat(refused.text("detail")).contains("tenants:delete").doesNotContain("tenants:read");
    assertThat(rows("api_client")).isEqualTo(before);
    assertThat(create(operator, unique("c"), "tenants:read", "operations").status()).isEqualTo(201);
  }

  @Test
  void givesNobodyTheKeyOfAClientThatMayDoMore() {
    Answer strong = create(api(), unique("strong"), "tenants:delete");
    Api operator = withScopes("operations");

    Answer refused = operator.send("POST", CLIENTS + "/" + strong.id() + "/rotate", null);

    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.problem()).isEqualTo("scope-not-held");
    assertThat(refused.body()).doesNotContain("tnt_");
    assertThat(api().withKey(strong.text("key")).get("/nowhere").status()).isEqualTo(404);
    assertThat(operator.send("POST", CLIENTS + "/" + strong.id() + "/revoke", null).status())
        .as("takes rights, gives none")
        .isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"tenants:create", "tenants:read", "tenants:write", "tenants:delete"})
  void needsTheScopeOperations(String scope) {
    Api client = withScopes(scope);
    String some = CLIENTS + "/" + UUID.randomUUID();

    assertThat(client.get(CLIENTS).status()).isEqualTo(403);
    assertThat(client.get(some).status()).isEqualTo(403);
    assertThat(create(client, unique("c"), scope).status()).isEqualTo(403);
    assertThat(client.send("PATCH", some, "{}").status()).isEqualTo(403);
    assertThat(client.send("POST", some + "/rotate", null).status()).isEqualTo(403);
    assertThat(client.send("POST", some + "/revoke", null).status()).isEqualTo(403);
  }

  @Test
  void changesALimit() {
    String name = unique("c");
    Answer made = create(api(), name, "tenants:read");
    String path = CLIENTS + "/" + made.id();

    Answer changed = api().send("PATCH", path, "{\"requestsPerMinute\": 77}");

    assertThat(changed.status()).isEqualTo(200);
    assertThat(changed.json().path("requestsPerMinute").asInt()).isEqualTo(77);
    assertThat(api().send("PATCH", path, "{}").json()).isEqualTo(changed.json());
    assertThat(api().send("PATCH", path, "{\"requestsPerMinute\": 77}").status()).isEqualTo(200);
    assertThat(actions(name)).containsExactly("client.create", "client.limit");
    for (String wrong : List.of("-1", "1000001", "\"5\"", "[]")) {
      Answer refused = api().send("PATCH", path, "{\"requestsPerMinute\": " + wrong + "}");
      assertThat(refused.status()).as(refused.body()).isEqualTo(400);
      assertThat(refused.text("field")).isEqualTo("requestsPerMinute");
    }
    assertThat(api().send("PATCH", path, "{\"name\": \"x\"}").text("field")).isEqualTo("name");
    assertThat(api().get(path).json().path("requestsPerMinute").asInt()).isEqualTo(77);
  }

  @Test
  void knowsWhomItDoesNotKnow() {
    String nobody = CLIENTS + "/" + UUID.randomUUID();
    for (Answer answer :
        List.of(
            api().get(nobody),
            api().send("PATCH", nobody, "{\"requestsPerMinute\": 1}"),
            api().send("POST", nobody + "/rotate", null),
            api().send("POST", nobody + "/revoke", null))) {
      assertThat(answer.status()).isEqualTo(404);
      assertThat(answer.problem()).isEqualTo("client-not-found");
    }
    assertThat(api().get(CLIENTS + "/nonsense").text("field")).isEqualTo("id");
    assertThat(api().get(CLIENTS + "?limit=201").text("field")).isEqualTo("limit");
    assertThat(api().get(CLIENTS + "?limit=0").text("field")).isEqualTo("limit");
    assertThat(api().get(CLIENTS + "?cursor=%20").text("field")).isEqualTo("cursor");
  }

  private Api withScopes(String... scopes) {
    return api().withKey(create(api(), unique("c"), scopes).text("key"));
  }

  private static List<String> names(Answer page) {
    return page.json()
        .path("items")
        .valueStream()
        .map(client -> client.path("name").asString())
        .toList();
  }

  private static String named(String name, String scopes) {
    return "{'name': %s, 'scopes': %s}".formatted(name, scopes);
  }

  private static String limited(String limit) {
    return "{'name': 'a', 'scopes': ['tenants:read'], 'requestsPerMinute': %s}".formatted(limit);
  }
}
