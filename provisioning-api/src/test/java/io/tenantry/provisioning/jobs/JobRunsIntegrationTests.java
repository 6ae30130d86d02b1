package io.tenantry.provisioning.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tenantry.events.JobEnded;
import io.tenantry.events.RunJob;
import io.tenantry.provisioning.Api.Answer;
import io.tenantry.registry.TenantStatus;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class JobRunsIntegrationTests extends AbstractJobRunTests {

  @Test
  void aRunOverThreeTenantsEndsWithTheOneThatFailed() {
    List<UUID> tenants = tenants(3);
    Answer answer =
        post(
            RUNS,
            """
            {"job": "%s", "selection": {"tenants": ["%s", "%s", "%s"]}, "parameters": {"days": "30"}}
            """
                .formatted(
                    job,
                    tenants.get(0),
                    tenants.get(1),
                    api().tenant(tenants.get(2)).text("schemaName")));
    assertThat(answer.status()).as(answer.body()).isEqualTo(202);
    UUID run = answer.id();
    assertThat(answer.header("Location")).isEqualTo(RUNS + "/" + run);
    awaitOrders(3);
    assertThat(orders).extracting(RunJob::tenantId).containsExactlyInAnyOrderElementsOf(tenants);
    assertThat(orders).allSatisfy(o -> assertThat(o.parameters()).containsEntry("days", "30"));
    assertThat(orders).extracting(RunJob::attempt).containsOnly(1);
    assertThat(show(run).path("sent").asInt()).isEqualTo(3);

    tell(succeeded(orderOf(tenants.get(0))));
    tell(failed(orderOf(tenants.get(1)), "no paper in the printer"));
    tell(succeeded(orderOf(tenants.get(2))));
    awaitState(run, "FAILED");

    JsonNode ended = show(run);
    assertThat(ended.path("succeeded").asInt()).isEqualTo(2);
    assertThat(ended.path("failed").asInt()).isEqualTo(1);
    assertThat(ended.path("endedAt").isNull()).isFalse();
    assertThat(ended.path("requestedBy").asString()).isEqualTo("bootstrap");
    JsonNode failed = tenantsOf(run, "state=FAILED");
    assertThat(failed.size()).isEqualTo(1);
    assertThat(failed.path(0).path("error").asString()).isEqualTo("no paper in the printer");
    assertThat(failed.path(0).path("durationMs").asInt()).isEqualTo(12);
    assertThat(failed.path(0).path("tenantId").asString()).isEqualTo(tenants.get(1).toString());
  }

  @Test
  void countsAnAnswerOnceHoweverOftenItComes() {
    List<UUID> tenants = tenants(2);
    UUID run = started(tenants);
    awaitOrders(2);
    JobEnded first = succeeded(orderOf(tenants.get(0)));
    UUID id = UUID.randomUUID();
    tell(id, first.type(), write(first));
    tell(id, first.type(), write(first));
    tell(failed(orderOf(tenants.get(0)), "a second run of the same order"));
    tell(succeeded(orderOf(tenants.get(1))));
    awaitState(run, "SUCCEEDED");
    assertThat(show(run).path("succeeded").asInt()).isEqualTo(2);
    assertThat(show(run).path("failed").asInt()).isZero();
  }

  @Test
  void keepsSoManyOrdersUnansweredAndNoMore() throws IOException {
    List<UUID> tenants = tenants(5);
    UUID run = started(tenants);
    awaitOrders(3);
    assertThat(show(run).path("waiting").asInt()).isEqualTo(2);
    tell(succeeded(orders.get(0)));
    awaitOrders(4);
    for (RunJob order : List.copyOf(orders)) {
      tell(succeeded(order));
    }
    awaitOrders(5);
    tell(succeeded(orders.get(4)));
    awaitState(run, "SUCCEEDED");
    takeOrders();
    assertThat(orders).hasSize(5);
  }

  @Test
  void aTenantHasOneJobAtATimeAndHoldsUpNobody() {
    List<UUID> busy = tenants(1);
    List<UUID> runs = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      runs.add(started(busy));
    }
    awaitOrders(1);
    List<UUID> others = tenants(2);
    UUID theirs = started(others);
    awaitOrders(3);
    assertThat(orders).extracting(RunJob::tenantId).containsAll(others);
    tell(succeeded(orderOf(others.get(0))));
    tell(succeeded(orderOf(others.get(1))));
    awaitState(theirs, "SUCCEEDED");
    assertThat(orders.stream().filter(o -> o.tenantId().equals(busy.getFirst()))).hasSize(1);
    for (int i = 0; i < 4; i++) {
      awaitOrders(3 + i);
      tell(succeeded(orderOf(busy.getFirst())));
    }
    runs.forEach(run -> awaitState(run, "SUCCEEDED"));
  }

  @Test
  void skipsTenantsThatAreNotActive() {
    UUID suspended = tenant(TenantStatus.SUSPENDED);
    UUID run = started(List.of(suspended));
    awaitState(run, "SUCCEEDED");
    assertThat(tenantsOf(run, "state=SKIPPED").path(0).path("error").asString())
        .isEqualTo("the tenant is SUSPENDED");
  }

  @Test
  void takesAllOrAType() {
    String type = unique("kind");
    List<UUID> tenants = tenants(2);
    sql("UPDATE control.tenant SET type = '%s' WHERE id = '%s'".formatted(type, tenants.get(1)));
    sql(
        """
        INSERT INTO control.tenant_type (name, version, fingerprint, scripts, updated_at)
        VALUES ('%s', '001', 'f', '[]', now())
        """
            .formatted(type));
    UUID ofType = start("{\"type\": \"" + type + "\"}").id();
    assertThat(show(ofType).path("total").asInt()).isEqualTo(1);
    assertThat(show(ofType).path("type").asString()).isEqualTo(type);
    UUID all = start("{\"all\": true}").id();
    long active =
        database
            .admin()
            .sql("SELECT count(*) FROM control.tenant WHERE status IN ('ACTIVE', 'TRIAL')")
            .query(Long.class)
            .single();
    assertThat(show(all).path("total").asLong()).isEqualTo(active);
    sql("UPDATE control.tenant_type SET fingerprint = '' WHERE name = '" + type + "'");
  }

  @Test
  void cancelLeavesThoseWhoWait() {
    List<UUID> tenants = tenants(5);
    UUID run = started(tenants);
    awaitOrders(3);
    Answer cancelled = post(RUNS + "/" + run + "/cancel", null);
    assertThat(cancelled.text("state")).isEqualTo("CANCELLED");
    assertThat(cancelled.json().path("skipped").asInt()).isEqualTo(2);
    tell(succeeded(orders.get(0)));
    await().until(() -> show(run).path("succeeded").asInt() == 1);
    assertThat(show(run).path("state").asString()).isEqualTo("CANCELLED");
    assertThat(orders).hasSize(3);
    assertThat(post(RUNS + "/" + run + "/cancel", null).problem()).isEqualTo("wrong-job-run-state");
  }

  @Test
  void triesAgainWhatFailed() {
    List<UUID> tenants = tenants(2);
    UUID run = started(tenants);
    assertThat(post(RUNS + "/" + run + "/retry-failed", null).status()).isEqualTo(409);
    awaitOrders(2);
    tell(failed(orderOf(tenants.get(0)), "no paper"));
    tell(succeeded(orderOf(tenants.get(1))));
    awaitState(run, "FAILED");
    assertThat(post(RUNS + "/" + run + "/retry-failed", null).text("state")).isEqualTo("RUNNING");
    awaitOrders(3);
    assertThat(orderOf(tenants.get(0)).attempt()).isEqualTo(2);
    tell(succeeded(orderOf(tenants.get(0))));
    awaitState(run, "SUCCEEDED");
  }

  @Test
  void sendsAnOrderAgainThatNobodyAnsweredAndGivesUpAfterTheLast() {
    List<UUID> tenants = tenants(1);
    UUID run = started(tenants);
    awaitOrders(1);
    forgetOrders(run);
    awaitOrders(2);
    assertThat(orders.get(1).attempt()).isEqualTo(2);
    tell(succeeded(orders.get(0)));
    forgetOrders(run);
    awaitState(run, "FAILED");
    assertThat(tenantsOf(run, "").path(0).path("error").asString())
        .isEqualTo("no answer, after 2 orders");
  }

  @Test
  void putsAsideWhatItCannotReadOrWriteDown() {
    long before = deadLetters();
    tell(UUID.randomUUID(), "job.ended", "{}");
    tell(
        UUID.randomUUID(),
        "job.announced",
        "{\"job\":\"a\",\"cron\":\"at night\",\"zone\":\"UTC\"}");
    tell(UUID.randomUUID(), "job.announced", "{\"job\":\"a\",\"every\":\"PT2562047788015000H\"}");
    await().atMost(Duration.ofMinutes(1)).until(() -> deadLetters() == before + 3);
  }

  @Test
  void pagesThroughRunsAndTenants() {
    List<UUID> tenants = tenants(3);
    List<String> made = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      made.addFirst(started(tenants).toString());
    }
    assertThat(pages(RUNS + "?job=" + job + "&limit=2", "id")).containsExactlyElementsOf(made);
    assertThat(pages(RUNS + "?state=SUCCEEDED&limit=2", "id")).doesNotContainAnyElementsOf(made);
    assertThat(pages(RUNS + "/" + made.getFirst() + "/tenants?limit=2", "tenantId"))
        .containsExactlyElementsOf(tenants.stream().map(UUID::toString).sorted().toList());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "selection": {"all": true}                                         | job
          "job": "Bad Name", "selection": {"all": true}                      | job
          "job": "a"                                                         | selection
          "job": "a", "selection": {}                                        | selection
          "job": "a", "selection": {"all": false}                            | selection
          "job": "a", "selection": {"type": "default", "all": true}          | selection
          "job": "a", "selection": {"type": "nonsense"}                      | selection.type
          "job": "a", "selection": {"all": true, "tenants": []}              | selection.tenants
          "job": "a", "selection": {"tenants": ["nobody"]}                   | selection.tenants
          "job": "a", "selection": {"tenants": ["'; DROP"]}                  | selection.tenants
          "job": "a", "selection": {"all": true}, "parameters": {"1 ": ""}   | parameters
          "job": "a", "selection": {"all": true}, "parameters": {"a": null}  | parameters
          "job": "a", "selection": {"all": true}, "parameters": {"a": "\\u0000"} | parameters
          "job": "a", "selection": {"all": true}, "nonsense": 1              | nonsense
          """)
  void namesTheMemberThatIsWrong(String members, String field) {
    long before = rows("job_run");
    Answer answer = post(RUNS, "{" + members + "}");
    assertThat(answer.status()).as(answer.body()).isEqualTo(400);
    assertThat(answer.text("field")).as(answer.body()).startsWith(field);
    assertThat(rows("job_run")).isEqualTo(before);
  }

  @ParameterizedTest
  @CsvSource({
    "state=nonsense, state",
    "job=Bad%20Name, job",
    "job=%00, job",
    "limit=201, limit",
    "cursor=nonsense, cursor"
  })
  void namesTheParameterThatIsWrong(String query, String parameter) {
    Answer answer = api().get(RUNS + "?" + query);
    assertThat(answer.status()).as(answer.body()).isEqualTo(400);
    assertThat(answer.text("field")).isEqualTo(parameter);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/tenants"})
  void knowsNoRunThatIsNotThere(String path) {
    Answer answer = api().get(RUNS + "/" + UUID.randomUUID() + path);
    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.problem()).isEqualTo("job-run-not-found");
    assertThat(api().get(RUNS + "/nonsense" + path).text("field")).isEqualTo("id");
  }

  @Test
  void isForOperatorsOnly() {
    var reader = client("tenants:read tenants:write");
    assertThat(reader.send("POST", RUNS, "{}").status()).isEqualTo(403);
    assertThat(reader.get(RUNS).status()).isEqualTo(403);
    assertThat(reader.get(JOBS).status()).isEqualTo(403);
    assertThat(client("operations").get(RUNS).status()).isEqualTo(200);
  }

  private void forgetOrders(UUID run) {
    sql(
        """
        UPDATE control.job_run_tenant SET lease_until = now() - interval '1 second'
        WHERE state = 'SENT' AND run_id = '%s'
        """
            .formatted(run));
  }

  private long deadLetters() {
    return rows("dead_letter");
  }

  private List<String> pages(String path, String member) {
    List<String> found = new ArrayList<>();
    String next = path;
    while (next != null) {
      JsonNode page = api().get(next).json();
      page.path("items").forEach(item -> found.add(item.path(member).asString()));
      JsonNode cursor = page.path("nextCursor");
      next = cursor.isNull() ? null : path + "&cursor=" + cursor.asString();
    }
    return found;
  }

  private void sql(String sql) {
    database.admin().sql(sql).update();
  }
}
