package io.tenantry.provisioning.console.trouble;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.provisioning.console.AbstractConsoleTests;
import io.tenantry.provisioning.console.Browser;
import io.tenantry.provisioning.operators.Role;
import io.tenantry.registry.TenantStatus;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TroublePagesIntegrationTests extends AbstractConsoleTests {

  private static final String TROUBLE = "/console/trouble";
  private static final String LETTERS = TROUBLE + "/dead-letters";
  private static final String FINDINGS = TROUBLE + "/findings";

  @Test
  void retriesTenantsThatWereGivenUp() {
    UUID tenant = tenant(TenantStatus.FAILED);
    Browser browser = loggedIn(Role.OPERATOR);
    assertThat(browser.get(TROUBLE).body()).contains(tenant.toString(), "It rained.");

    String answer =
        browser.post(TROUBLE, TROUBLE + "/retry-failed", "type", "", "limit", "1000").body();

    assertThat(answer).contains("tenants anew.").doesNotContain(tenant.toString());
    assertThat(api().tenant(tenant).text("status")).isEqualTo("PENDING");
    assertThat(browser.post(TROUBLE, TROUBLE + "/retry-failed", "limit", "0").statusCode())
        .isEqualTo(400);
    assertThat(browser.post(TROUBLE, TROUBLE + "/reconcile").body()).contains("workers compare");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "NULL, ended_at = NULL, next_at = now() - interval '3 h' | Not compared yet, due now",
        "NULL, ended_at = NULL, next_at = now() + interval '3 h 1 min'"
            + "| Not compared yet, next in 3 h",
        "now() - interval '3 h', ended_at = NULL, next_at = now() | Being compared since 3 h ago.",
        "now(), ended_at = now() - interval '3 h', next_at = now() - interval '2 h'"
            + "| Last compared 3 h ago, due now",
        "now(), ended_at = now() - interval '3 h', next_at = now() + interval '3 h 1 min'"
            + "| Last compared 3 h ago, next in 3 h"
      })
  void tellsWhenRegistryAndDatabaseWereCompared(String startedAt, String words) {
    database
        .admin()
        .sql(
            "UPDATE control.reconciliation SET requests_done = requests, started_at = " + startedAt)
        .update();

    String page = loggedIn(Role.VIEWER).get(TROUBLE).body();

    assertThat(words(page)).contains(words);
  }

  @Test
  void showsADeadLetterAndDiscardsIt() {
    long letter =
        database
            .admin()
            .sql(
                """
                INSERT INTO control.dead_letter (reason, queue, type, headers, body, body_bytes)
                VALUES ('It is no <b>command</b>.', 'nobody-has-this-queue', 'provision-tenant',
                  '{"tries": 3}', convert_to('{"tenant": "<script>"}', 'UTF8'), 22)
                RETURNING id
                """)
            .query(Long.class)
            .single();
    Browser browser = loggedIn(Role.OPERATOR);
    assertThat(browser.get(TROUBLE).body()).contains(LETTERS + "/" + letter);
    assertThat(browser.get(LETTERS).body()).contains(LETTERS + "/" + letter);
    assertThat(browser.get(LETTERS + "/" + letter).body())
        .contains("&lt;b&gt;command", "&lt;script&gt;", "tries");

    assertThat(browser.post(TROUBLE, LETTERS + "/" + letter + "/republish").statusCode())
        .isEqualTo(409);
    assertThat(browser.post(TROUBLE, LETTERS + "/republish").body()).contains("could not be sent");
    assertThat(browser.post(TROUBLE, LETTERS + "/" + letter + "/discard").body())
        .contains("Discarded;");
    assertThat(browser.get(LETTERS + "/" + letter).statusCode()).isEqualTo(404);
    assertThat(browser.get(LETTERS + "?open=false").statusCode()).isEqualTo(200);
  }

  @Test
  void ordersARepairThatLosesDataOnlyOnceItsSubjectIsTyped() {
    String schema = unique("lost");
    long finding = finding("schema-without-tenant", schema, true);
    Browser browser = loggedIn(Role.OPERATOR);
    String page = FINDINGS + "/" + finding;
    assertThat(browser.get(FINDINGS).body()).contains(page);
    assertThat(browser.get(page).body()).contains("data-confirms=\"" + schema + "\"");

    assertThat(repair(browser, page, "confirm", "something else")).isEqualTo(400);
    assertThat(repair(browser, page, "confirm", schema)).isEqualTo(200);

    assertThat(browser.get(page).body()).contains("running", "ordered by");
    String byHand = FINDINGS + "/" + finding("schema-drift", unique("drift"), false);
    assertThat(browser.get(byHand).body()).contains("it is for a person");
    assertThat(repair(browser, byHand)).isEqualTo(409);
    assertThat(browser.get(FINDINGS + "?resolved=true").statusCode()).isEqualTo(200);
  }

  private static int repair(Browser browser, String page, String... more) {
    return more.length == 0
        ? browser.post(page, page + "/repair", "action", "drop").statusCode()
        : browser.post(page, page + "/repair", "action", "drop", more[0], more[1]).statusCode();
  }

  private long finding(String kind, String subject, boolean repairable) {
    return database
        .admin()
        .sql(
            """
            INSERT INTO control.finding (kind, subject, detail, repairable, first_seen_at,
              last_seen_at, confirmed_at)
            VALUES (:kind, :subject, 'Nobody''s.', :repairable, now(), now(), now())
            RETURNING id
            """)
        .param("kind", kind)
        .param("subject", subject)
        .param("repairable", repairable)
        .query(Long.class)
        .single();
  }
}
