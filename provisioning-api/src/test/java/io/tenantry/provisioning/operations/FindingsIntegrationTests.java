package io.tenantry.provisioning.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tenantry.provisioning.AbstractApiTests;
import io.tenantry.provisioning.Api.Answer;
import io.tenantry.registry.TenantStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Findings over HTTP; the test plays the worker that finds and repairs. */
class FindingsIntegrationTests extends AbstractApiTests {

  private static final String FINDINGS = "/api/v1/operations/findings";
  private static final String RECONCILE = "/api/v1/operations/reconcile";

  @Test
  void showsAFinding() {
    UUID tenant = tenant(TenantStatus.ACTIVE);
    long id = found("role-not-granted", unique("s"), tenant, true);
    Answer finding = api().get(FINDINGS + "/" + id);
    assertThat(finding.status()).isEqualTo(200);
    assertThat(finding.text("kind")).isEqualTo("role-not-granted");
    assertThat(finding.text("tenantId")).isEqualTo(tenant.toString());
    assertThat(finding.text("status")).isEqualTo("open");
    assertThat(finding.text("action")).isEqualTo("grant");
    assertThat(finding.json().path("needsConfirmation").asBoolean()).isFalse();
    assertThat(finding.json().path("repair").isNull()).isTrue();
    assertThat(finding.json().path("resolvedAt").isNull()).isTrue();
    assertThat(finding.text("firstSeenAt")).endsWith("Z");
  }

  @Test
  void pagesFromTheNewestToTheOldestOfAKind() {
    List<Long> made = new ArrayList<>();
    for (int n = 0; n < 5; n++) {
      made.addFirst(found("stuck-pending", unique("s"), null, true));
      found("outbox-stuck", unique("s"), null, true);
    }
    update("UPDATE control.finding SET resolved_at = now() WHERE id = " + made.getFirst());
    List<Long> seen = new ArrayList<>();
    String cursor = "";
    int pages = 0;
    do {
      Answer page = api().get(FINDINGS + "?kind=stuck-pending&limit=2" + cursor);
      page.json().path("items").forEach(item -> seen.add(item.path("id").asLong()));
      cursor =
          page.json().path("nextCursor").isNull() ? null : "&cursor=" + page.text("nextCursor");
      pages++;
    } while (cursor != null);
    assertThat(seen).containsExactlyElementsOf(made);
    assertThat(pages).isEqualTo(3);
    assertThat(ids("?kind=stuck-pending&status=resolved")).containsExactly(made.getFirst());
    assertThat(ids("?kind=stuck-pending&status=open")).hasSize(4).doesNotContain(made.getFirst());
  }

  @Test
  void hidesWhatWasSeenOnceOnly() {
    long id = found("tenant-without-role", unique("s"), null, true);
    update("UPDATE control.finding SET confirmed_at = NULL WHERE id = " + id);
    assertThat(api().get(FINDINGS + "/" + id).problem()).isEqualTo("finding-not-found");
    assertThat(ids("?limit=200")).doesNotContain(id);
    assertThat(repair(id, null).status()).isEqualTo(404);
  }

  @ParameterizedTest
  @CsvSource({
    "kind=nonsense, kind",
    "kind=STUCK_PENDING, kind",
    "status=OPEN, status",
    "limit=0, limit",
    "limit=201, limit",
    "limit=x, limit",
    "cursor=nonsense, cursor",
    "cursor=%27%3B, cursor",
  })
  void namesTheParameterThatIsWrong(String query, String parameter) {
    Answer answer = api().get(FINDINGS + "?" + query);
    assertThat(answer.status()).as(answer.body()).isEqualTo(400);
    assertThat(answer.text("field")).isEqualTo(parameter);
  }

  @Test
  void ordersARepairOnceAndRemembersWhoDid() {
    UUID tenant = tenant(TenantStatus.ACTIVE);
    long id = found("role-not-granted", unique("s"), tenant, true);
    Answer ordered = repair(id, null);
    assertThat(ordered.status()).as(ordered.body()).isEqualTo(202);
    assertThat(ordered.json().path("repair").path("requestedBy").asString()).isEqualTo("bootstrap");
    assertThat(ordered.json().path("repair").path("outcome").isNull()).isTrue();
    assertThat(repair(id, "{\"action\": \"grant\"}").status()).isEqualTo(202);
    assertThat(audited(tenant)).as("once").hasSize(1).allMatch(text -> text.endsWith(": grant"));
  }

  @Test
  void showsWhatBecameOfARepairAndTakesAnotherAfterAFailure() {
    long id = found("history-disagrees", unique("s"), null, true);
    repair(id, null);
    ended(id, "failed", "somebody held the lock");
    Answer failed = api().get(FINDINGS + "/" + id);
    assertThat(failed.json().path("repair").path("outcome").asString()).isEqualTo("failed");
    assertThat(failed.json().path("repair").path("detail").asString()).contains("lock");
    assertThat(failed.text("status")).isEqualTo("open");
    Answer again = repair(id, "{}");
    assertThat(again.status()).isEqualTo(202);
    assertThat(again.json().path("repair").path("outcome").isNull()).isTrue();
    assertThat(again.json().path("repair").path("detail").isNull()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "schema-without-tenant |                                           | action",
        "schema-without-tenant | {}                                        | action",
        "schema-without-tenant | {\"confirm\": \"$\"}                      | action",
        "schema-without-tenant | {\"action\": \"drop\"}                    | confirm",
        "schema-without-tenant | {\"action\": \"drop\", \"confirm\": \"\"} | confirm",
        "schema-without-tenant | {\"action\": \"drop\", \"confirm\": \"$x\"} | confirm",
        "schema-without-tenant | {\"action\": \"rebuild-empty\", \"confirm\": \"$\"} | action",
        "tenant-without-schema | {\"action\": \"rebuild-empty\"}           | confirm",
        "tenant-without-schema | {\"action\": \"drop\", \"confirm\": \"$\"} | action",
        "role-not-granted      | {\"action\": \"drop\"}                    | action",
      })
  void repairsNothingThatIsNotSaidInFull(String kind, @Nullable String body, String field) {
    String subject = unique("s");
    long id = found(kind, subject, null, true);
    Answer answer = repair(id, body == null ? null : body.replace("$", subject));
    assertThat(answer.status()).as(answer.body()).isEqualTo(400);
    assertThat(answer.problem()).isEqualTo("invalid-request");
    assertThat(answer.text("field")).isEqualTo(field);
    assertThat(isOrdered(id)).isFalse();
  }

  @Test
  void ordersWhatLosesDataWhenItIsSaidInFull() {
    String subject = unique("s");
    long id = found("schema-without-tenant", subject, null, true);
    assertThat(api().get(FINDINGS + "/" + id).json().path("needsConfirmation").asBoolean())
        .isTrue();
    Answer ordered = repair(id, "{\"action\": \"drop\", \"confirm\": \"%s\"}".formatted(subject));
    assertThat(ordered.status()).as(ordered.body()).isEqualTo(202);
    assertThat(isOrdered(id)).isTrue();
  }

  @Test
  void saysWhyItRepairsNothing() {
    long resolved = found("role-not-granted", unique("s"), null, true);
    update("UPDATE control.finding SET resolved_at = now() WHERE id = " + resolved);
    assertThat(repair(resolved, null).status()).isEqualTo(409);
    assertThat(repair(resolved, null).problem()).isEqualTo("finding-resolved");
    long byHand = found("history-disagrees", unique("s"), null, false);
    assertThat(repair(byHand, null).status()).isEqualTo(409);
    assertThat(repair(byHand, null).problem()).isEqualTo("finding-not-repairable");
    assertThat(repair(byHand, null).text("detail")).contains("made by hand");
    long unknownKind = found("from-the-future", unique("s"), null, true);
    assertThat(repair(unknownKind, null).problem()).isEqualTo("finding-not-repairable");
    assertThat(api().get(FINDINGS + "/" + unknownKind).text("kind")).isEqualTo("from-the-future");
    assertThat(repair(987654321, null).problem()).isEqualTo("finding-not-found");
    assertThat(isOrdered(resolved) || isOrdered(byHand) || isOrdered(unknownKind)).isFalse();
  }

  @Test
  void refusesMalformedRequests() {
    long id = found("role-not-granted", unique("s"), null, true);
    assertThat(repair(id, "{\"nonsense\": 1}").status()).isEqualTo(400);
    assertThat(repair(id, "{").problem()).isEqualTo("malformed-body");
    assertThat(repair(id, "{\"action\": \"" + "x".repeat(51) + "\"}").text("field"))
        .isEqualTo("action");
    assertThat(api().get(FINDINGS + "/nonsense").text("field")).isEqualTo("id");
    assertThat(isOrdered(id)).isFalse();
  }

  @Test
  void asksForAPass() {
    Answer before = api().get(RECONCILE);
    assertThat(before.status()).isEqualTo(200);
    Answer asked = api().send("POST", RECONCILE, null);
    assertThat(asked.status()).isEqualTo(202);
    assertThat(asked.json().path("served").asBoolean()).isFalse();
    assertThat(asked.text("requestedAt")).endsWith("Z");
    update("UPDATE control.reconciliation SET requests_done = requests, started_at = now()");
    assertThat(api().get(RECONCILE).json().path("served").asBoolean()).isTrue();
    assertThat(
            database
                .admin()
                .sql("SELECT count(*) FROM control.audit WHERE action = 'reconciliation.request'")
                .query(Integer.class)
                .single())
        .isPositive();
  }

  @Test
  void isForOperatorsOnly() {
    long id = found("role-not-granted", unique("s"), null, true);
    var others = client("tenants:create tenants:read tenants:write tenants:delete");
    for (Answer refused :
        List.of(
            others.get(FINDINGS),
            others.get(FINDINGS + "/" + id),
            others.send("POST", FINDINGS + "/" + id + "/repair", null),
            others.get(RECONCILE),
            others.send("POST", RECONCILE, null))) {
      assertThat(refused.status()).isEqualTo(403);
      assertThat(refused.problem()).isEqualTo("scope-missing");
    }
    assertThat(client("operations").get(FINDINGS).status()).isEqualTo(200);
  }

  @Test
  void countsOpenFindingsByKind() {
    String subject = unique("s");
    found("domain-of-deleted-tenant", subject, null, true);
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () ->
                assertThat(api().withKey(null).get("/actuator/prometheus").body())
                    .contains("tenantry_findings{kind=\"domain-of-deleted-tenant\"} 1.0")
                    .contains("tenantry_findings{kind=\"primary-domain-missing\"} 0.0")
                    .doesNotContain(subject));
  }

  private long found(String kind, String subject, @Nullable UUID tenant, boolean repairable) {
    return database
        .admin()
        .sql(
            """
            INSERT INTO control.finding (kind, subject, tenant_id, detail, repairable,
                                         first_seen_at, last_seen_at, confirmed_at)
            VALUES (:kind, :subject, :tenant::uuid, 'It was made by hand.', :repairable,
                    now(), now(), now())
            RETURNING id
            """)
        .param("kind", kind)
        .param("subject", subject)
        .param("tenant", tenant == null ? null : tenant.toString())
        .param("repairable", repairable)
        .query(Long.class)
        .single();
  }

  private void ended(long id, String outcome, String detail) {
    update(
        "UPDATE control.finding SET repair_ended_at = now(), repair_outcome = '%s', repair_detail = '%s' WHERE id = %d"
            .formatted(outcome, detail, id));
  }

  private Answer repair(long id, @Nullable String body) {
    return api().send("POST", FINDINGS + "/" + id + "/repair", body);
  }

  private List<Long> ids(String query) {
    List<Long> ids = new ArrayList<>();
    api()
        .get(FINDINGS + query)
        .json()
        .path("items")
        .forEach(item -> ids.add(item.path("id").asLong()));
    return ids;
  }

  private boolean isOrdered(long id) {
    return database
        .admin()
        .sql("SELECT repair_requested_at IS NOT NULL FROM control.finding WHERE id = :id")
        .param("id", id)
        .query(Boolean.class)
        .single();
  }

  private List<String> audited(UUID tenant) {
    return database
        .admin()
        .sql(
            """
            SELECT detail ->> 'text' FROM control.audit
            WHERE tenant_id = :tenant AND action = 'finding.repair-request' AND actor = 'bootstrap'
              AND remote_address = '127.0.0.1'
            """)
        .param("tenant", tenant)
        .query(String.class)
        .list();
  }

  private void update(String sql) {
    database.admin().sql(sql).update();
  }
}
