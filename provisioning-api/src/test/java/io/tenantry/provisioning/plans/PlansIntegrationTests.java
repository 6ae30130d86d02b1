package io.tenantry.provisioning.plans;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.provisioning.Api;
import io.tenantry.provisioning.Api.Answer;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlansIntegrationTests extends AbstractPlanTests {

  @Test
  void makesAPlanThenChangesAllOfIt() {
    String name = unique("plan-");

    Answer made =
        put(
            name,
            """
            {"description": " For shops with a team ",
             "limits": {"users": 5, "products": 0, "storageMegabytes": 1000000000}}
            """);

    assertThat(made.status()).isEqualTo(201);
    assertThat(made.header("Location")).isEqualTo(PLANS + "/" + name);
    assertThat(made.text("name")).isEqualTo(name);
    assertThat(made.text("description")).isEqualTo("For shops with a team");
    assertThat(made.json().path("limits").toString())
        .isEqualTo("{\"users\":5,\"products\":0,\"storageMegabytes\":1000000000}");
    assertThat(api().get(PLANS + "/" + name).json()).isEqualTo(made.json());

    Answer changed = put(name, "{\"limits\": {\"requestsPerMinute\": 60, \"users\": null}}");

    assertThat(changed.status()).isEqualTo(200);
    assertThat(changed.text("description")).isEmpty();
    assertThat(changed.json().path("limits").toString()).isEqualTo("{\"requestsPerMinute\":60}");
    assertThat(changed.text("createdAt")).isEqualTo(made.text("createdAt"));
    assertThat(stored(name)).isEqualTo("{\"requestsPerMinute\": 60}");
    assertThat(put(name, "{}").json().path("limits").isEmpty()).isTrue();
    assertThat(actions(name)).containsExactly("plan.create", "plan.change", "plan.change");
  }

  @Test
  void showsLimitsThatANewerInstanceKnows() {
    String name = unique("plan-");
    put(name, "{\"limits\": {\"users\": 5}}");
    database
        .admin()
        .sql("UPDATE control.plan SET limits = limits || '{\"seats\": 2}' WHERE name = :name")
        .param("name", name)
        .update();

    assertThat(api().get(PLANS + "/" + name).json().path("limits").path("users").asInt())
        .isEqualTo(5);
  }

  static Stream<Arguments> wrongMembers() {
    Stream<Arguments> limits =
        Stream.of("users", "products", "requestsPerMinute", "storageMegabytes")
            .flatMap(
                limit ->
                    Stream.of("-1", "1000000001", "1.5", "'5'", "true", "[]", "99999999999999")
                        .map(
                            value ->
                                Arguments.of(
                                    "{'limits': {'%s': %s}}".formatted(limit, value),
                                    "limits." + limit)));
    return Stream.concat(
        limits,
        Stream.of(
            Arguments.of("{'limits': {'cars': 5}}", "limits.cars"),
            Arguments.of("{'limits': 5}", "limits"),
            Arguments.of("{'limits': []}", "limits"),
            Arguments.of("{'description': 5}", "description"),
            Arguments.of("{'description': 'a\\nb'}", "description"),
            Arguments.of("{'description': 'a\\u0000b'}", "description"),
            Arguments.of("{'description': '" + "d".repeat(501) + "'}", "description"),
            Arguments.of("{'name': 'other'}", "name"),
            Arguments.of("{'users': 5}", "users")));
  }

  @ParameterizedTest
  @MethodSource("wrongMembers")
  void namesTheMemberThatIsWrongAndChangesNothing(String body, String field) {
    String name = unique("plan-");
    put(name, "{\"limits\": {\"users\": 5}}");
    long plans = rows("plan");
    long audit = rows("audit");

    for (String plan : List.of(name, name + "-2")) {
      Answer answer = put(plan, body.replace('\'', '"'));
      assertThat(answer.status()).as(answer.body()).isEqualTo(400);
      assertThat(answer.text("field")).as(answer.body()).isEqualTo(field);
    }

    assertThat(stored(name)).isEqualTo("{\"users\": 5}");
    assertThat(rows("plan")).isEqualTo(plans);
    assertThat(rows("audit")).isEqualTo(audit);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Gold", "1st", "a_b", "-a", "a%20b", "a%00b", "%C3%B1"})
  void refusesNamesThatAreNone(String name) {
    String path = PLANS + "/" + name;
    for (Answer answer :
        List.of(
            api().get(path),
            api().send("PUT", path, "{}"),
            api().send("DELETE", path, null),
            put("p".repeat(41), "{}"))) {
      assertThat(answer.status()).as(answer.body()).isEqualTo(400);
    }
  }

  @Test
  void knowsWhichPlansThereAreNot() {
    String path = PLANS + "/" + unique("none-");
    for (Answer answer : List.of(api().get(path), api().send("DELETE", path, null))) {
      assertThat(answer.status()).isEqualTo(404);
      assertThat(answer.problem()).isEqualTo("plan-not-found");
    }
  }

  @Test
  void listsPlansByNamePageByPage() {
    String start = unique("page-");
    List.of("-c", "-a", "-b").forEach(end -> put(start + end, "{}"));

    Answer first = api().get(PLANS + "?limit=2&cursor=" + start);
    assertThat(names(first)).containsExactly(start + "-a", start + "-b");
    Answer second = api().get(PLANS + "?limit=1&cursor=" + first.text("nextCursor"));
    assertThat(names(second)).containsExactly(start + "-c");
    assertThat(names(api().get(PLANS + "?limit=200"))).contains("free");
    assertThat(api().get(PLANS + "?cursor=zzzz").json().path("nextCursor").isNull()).isTrue();
    assertThat(api().get(PLANS + "?limit=201").text("field")).isEqualTo("limit");
    assertThat(api().get(PLANS + "?cursor=A").text("field")).isEqualTo("cursor");
  }

  @Test
  void letsReadersReadAndOperatorsWrite() {
    String path = PLANS + "/free";
    Api reader = client("tenants:read");
    Api creator = client("tenants:create tenants:write tenants:delete");
    Api operator = client("operations");

    for (Api allowed : List.of(reader, operator)) {
      assertThat(allowed.get(PLANS).status()).isEqualTo(200);
      assertThat(allowed.get(path).status()).isEqualTo(200);
      assertThat(allowed.send("HEAD", path, null).status()).isEqualTo(200);
    }
    assertThat(creator.get(PLANS).status()).isEqualTo(403);
    assertThat(creator.get(path).status()).isEqualTo(403);
    for (Api refused : List.of(reader, creator)) {
      assertThat(refused.send("PUT", path, "{}").status()).isEqualTo(403);
      assertThat(refused.send("DELETE", path, null).status()).isEqualTo(403);
    }
    assertThat(operator.send("PUT", PLANS + "/" + unique("p-"), "{}").status()).isEqualTo(201);
  }

  private String stored(String name) {
    return database
        .admin()
        .sql("SELECT limits::text FROM control.plan WHERE name = :name")
        .param("name", name)
        .query(String.class)
        .single();
  }

  private static List<String> names(Answer page) {
    return page.json()
        .path("items")
        .valueStream()
        .map(plan -> plan.path("name").asString())
        .toList();
  }
}
