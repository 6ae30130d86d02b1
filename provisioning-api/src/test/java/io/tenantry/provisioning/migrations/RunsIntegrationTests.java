package io.tenantry.provisioning.migrations;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.provisioning.Api.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Migration runs over HTTP: what starts one, what it shows, and who may. */
class RunsIntegrationTests extends AbstractRunTests {

  @Test
  void startsARunOverThoseThatAreBehind() {
    List<UUID> tenants = behind(3);
    Answer started = start("");
    assertThat(started.status()).as(started.body()).isEqualTo(201);
    assertThat(started.header("Location")).isEqualTo(RUNS + "/" + started.id());
    JsonNode run = show(started.id());
    assertThat(run.path("state").asString()).isEqualTo("RUNNING");
    assertThat(run.path("type").asString()).isEqualTo(type);
    assertThat(run.path("requestedBy").asString()).isEqualTo("bootstrap");
    assertThat(run.path("total").asInt()).isEqualTo(3);
    assertThat(run.path("waiting").asInt()).isEqualTo(3);
    assertThat(run.path("waves").asInt()).isEqualTo(1);
    assertThat(texts(tenantsOf(started.id(), ""), "tenantId"))
        .containsExactlyElementsOf(tenants.stream().map(UUID::toString).sorted().toList());
  }

  @Test
  void startsNothingWhenNobodyIsBehind() {
    behind(1);
    scripts("001", "f001");
    long before = rows("migration_run");
    Answer answer = start("");
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    assertThat(answer.text("state")).isEqualTo("NOTHING_TO_DO");
    assertThat(answer.json().path("id").isNull()).isTrue();
    assertThat(answer.header("Location")).isNull();
    assertThat(rows("migration_run")).isEqualTo(before);
  }

  @Test
  void startsNoSecondRunOverTheSameTenants() {
    List<UUID> tenants = behind(2);
    started(", \"tenants\": [\"" + tenants.getFirst() + "\"]");
    assertThat(show(started("")).path("total").asInt()).as("the other one").isEqualTo(1);
    Answer third = start("");
    assertThat(third.status()).isEqualTo(409);
    assertThat(third.problem()).isEqualTo("migration-run-open");
  }

  @Test
  void takesTenantsByIdAndBySchemaName() {
    List<UUID> tenants = behind(3);
    UUID run =
        started(
            ", \"tenants\": [\"%s\", \"%s\"]"
                .formatted(tenants.get(0), api().tenant(tenants.get(1)).text("schemaName")));
    assertThat(texts(tenantsOf(run, ""), "tenantId"))
        .containsExactlyInAnyOrder(tenants.get(0).toString(), tenants.get(1).toString());
  }

  @Test
  void putsCanariesIntoTheFirstWaveAndCutsTheRest() {
    List<UUID> tenants = behind(5);
    UUID run = started(", \"canary\": [\"" + tenants.get(4) + "\"], \"waveSize\": 2");
    assertThat(show(run).path("waves").asInt()).isEqualTo(3);
    assertThat(texts(tenantsOf(run, ""), "wave")).containsExactly("2", "2", "3", "3", "1");
  }

  @Test
  void keepsTheOptionsOfARun() {
    behind(1);
    JsonNode run =
        show(started(", \"concurrency\": 7, \"failureBudget\": 0, \"waveSize\": 1000000"));
    assertThat(run.path("concurrency").asInt()).isEqualTo(7);
    assertThat(run.path("failureBudget").asInt()).isZero();
    assertThat(run.path("waveSize").asInt()).isEqualTo(1_000_000);
  }

  @Test
  void plansWithoutDoingAnything() {
    List<UUID> tenants = behind(2);
    update("UPDATE control.tenant SET schema_version = NULL WHERE id = '" + tenants.get(0) + "'");
    started(", \"tenants\": [\"" + tenants.get(1) + "\"]");
    long before = rows("migration_run");
    Answer answer = post(RUNS + "/plan", "{\"type\": \"" + type + "\"}");
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    assertThat(answer.json().path("total").asInt()).isEqualTo(2);
    assertThat(answer.json().path("inOpenRun").asInt()).isEqualTo(1);
    JsonNode plan = answer.json().path("types").path(0);
    assertThat(plan.path("version").asString()).isEqualTo("002");
    assertThat(plan.path("from").path(0).path("scripts").toString())
        .isEqualTo("[\"V002__newest.sql\"]");
    assertThat(plan.path("from").path(1).path("version").isNull()).isTrue();
    assertThat(plan.path("from").path(1).path("scripts").size()).isEqualTo(2);
    assertThat(rows("migration_run")).isEqualTo(before);
  }

  @Test
  void showsWhatBecameOfEachTenant() {
    List<UUID> tenants = behind(3);
    UUID run = started("");
    became(run, tenants.get(0), "MIGRATED", null);
    became(run, tenants.get(1), "FAILED", "relation \"note\" already exists");
    assertThat(show(run).path("migrated").asInt()).isEqualTo(1);
    assertThat(show(run).path("failed").asInt()).isEqualTo(1);
    JsonNode failed = tenantsOf(run, "state=FAILED");
    assertThat(failed.size()).isEqualTo(1);
    JsonNode one = failed.path(0);
    assertThat(one.path("tenantId").asString()).isEqualTo(tenants.get(1).toString());
    assertThat(one.path("error").asString()).isEqualTo("relation \"note\" already exists");
    assertThat(one.path("fromVersion").asString()).isEqualTo("001");
    assertThat(one.path("toVersion").asString()).isEqualTo("002");
    assertThat(one.path("durationMs").asInt()).isEqualTo(12);
    assertThat(one.path("schemaName").asString())
        .isEqualTo(api().tenant(tenants.get(1)).text("schemaName"));
  }

  @Test
  void pagesThroughTenants() {
    List<UUID> tenants = behind(5);
    UUID run = started("");
    List<String> seen = pages(RUNS + "/" + run + "/tenants?limit=2", "tenantId");
    assertThat(seen)
        .containsExactlyElementsOf(tenants.stream().map(UUID::toString).sorted().toList());
  }

  @Test
  void pagesThroughRunsFromTheNewest() {
    List<String> made = new ArrayList<>();
    for (UUID tenant : behind(3)) {
      made.addFirst(started(", \"tenants\": [\"" + tenant + "\"]").toString());
    }
    assertThat(pages(RUNS + "?state=RUNNING&limit=2", "id")).containsSubsequence(made);
    assertThat(pages(RUNS + "?state=SUCCEEDED", "id")).doesNotContainAnyElementsOf(made);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"type\": \"nonsense\"}                        | type",
        "{\"type\": \"Bad Name\"}                        | type",
        "{\"tenants\": []}                               | tenants",
        "{\"tenants\": [\"nobody\"]}                     | tenants",
        "{\"tenants\": [null]}                           | tenants",
        "{\"tenants\": [\"'; DROP\"]}                    | tenants",
        "{\"canary\": [\"nobody\"]}                      | canary",
        "{\"waveSize\": 0}                               | waveSize",
        "{\"concurrency\": 0}                            | concurrency",
        "{\"concurrency\": 65}                           | concurrency",
        "{\"failureBudget\": -1}                         | failureBudget",
        "{\"nonsense\": 1}                               | nonsense",
      })
  void namesTheMemberThatIsWrong(String body, String field) {
    long before = rows("migration_run");
    for (String path : List.of(RUNS, RUNS + "/plan")) {
      Answer answer = post(path, body);
      assertThat(answer.status()).as(answer.body()).isEqualTo(400);
      assertThat(answer.text("field")).as(answer.body()).startsWith(field);
    }
    assertThat(rows("migration_run")).isEqualTo(before);
  }

  @ParameterizedTest
  @CsvSource({
    "state=nonsense, state",
    "limit=0, limit",
    "limit=201, limit",
    "cursor=nonsense, cursor"
  })
  void namesTheParameterThatIsWrong(String query, String parameter) {
    behind(1);
    UUID run = started("");
    for (String path : List.of(RUNS, RUNS + "/" + run + "/tenants")) {
      Answer answer = api().get(path + "?" + query);
      assertThat(answer.status()).as(answer.body()).isEqualTo(400);
      assertThat(answer.text("field")).isEqualTo(parameter);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/tenants"})
  void knowsNoRunThatIsNotThere(String path) {
    Answer answer = api().get(RUNS + "/" + UUID.randomUUID() + path);
    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.problem()).isEqualTo("migration-run-not-found");
    assertThat(api().get(RUNS + "/nonsense" + path).text("field")).isEqualTo("id");
  }

  @Test
  void showsTypesWithHowManyAreBehind() {
    behind(2);
    JsonNode mine = null;
    for (JsonNode item : api().get(TYPES).json().path("items")) {
      if (item.path("name").asString().equals(type)) {
        mine = item;
      }
    }
    assertThat(mine).isNotNull();
    assertThat(mine.path("version").asString()).isEqualTo("002");
    assertThat(mine.path("tenants").asInt()).isEqualTo(2);
    assertThat(mine.path("behind").asInt()).isEqualTo(2);
    assertThat(texts(mine.path("scripts"), "name"))
        .containsExactly("V001__first.sql", "V002__newest.sql");
  }

  @Test
  void isForOperatorsOnly() {
    behind(1);
    UUID run = started("");
    var others = client("tenants:create tenants:read tenants:write tenants:delete");
    for (Answer refused :
        List.of(
            others.get(RUNS),
            others.get(RUNS + "/" + run),
            others.get(RUNS + "/" + run + "/tenants"),
            others.get(TYPES),
            others.send("POST", RUNS, "{}"),
            others.send("POST", RUNS + "/plan", "{}"),
            others.send("POST", RUNS + "/" + run + "/cancel", null))) {
      assertThat(refused.status()).isEqualTo(403);
      assertThat(refused.problem()).isEqualTo("scope-missing");
    }
    assertThat(client("operations").get(RUNS).status()).isEqualTo(200);
    assertThat(show(run).path("state").asString()).isEqualTo("RUNNING");
  }

  private List<String> pages(String path, String member) {
    List<String> seen = new ArrayList<>();
    String next = "";
    do {
      Answer page = api().get(path + next);
      assertThat(page.status()).as(page.body()).isEqualTo(200);
      seen.addAll(texts(page.json().path("items"), member));
      next = page.json().path("nextCursor").isNull() ? null : "&cursor=" + page.text("nextCursor");
    } while (next != null);
    return seen;
  }

  private JsonNode tenantsOf(UUID run, String query) {
    return api().get(RUNS + "/" + run + "/tenants?" + query).json().path("items");
  }
}
