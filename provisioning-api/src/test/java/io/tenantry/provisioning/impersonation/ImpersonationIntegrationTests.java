package io.tenantry.provisioning.impersonation;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.provisioning.Api.Answer;
import io.tenantry.provisioning.console.AbstractConsoleTests;
import io.tenantry.provisioning.console.Browser;
import io.tenantry.provisioning.operators.Role;
import io.tenantry.registry.TenantStatus;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImpersonationIntegrationTests extends AbstractConsoleTests {

  private static final String REASON = "{\"reason\": \" ticket 4711 \"}";
  private static final int MOST_OPEN = 5;

  @Test
  void makesALinkToTheTenantsOwnDomainAndKeepsItsHashOnly() {
    UUID tenant = tenant(TenantStatus.TRIAL);

    Answer made = make(tenant);

    assertThat(made.status()).as(made.body()).isEqualTo(201);
    String start = api().tenant(tenant).text("url") + "/impersonation.html#";
    assertThat(made.text("url")).startsWith(start);
    String token = made.text("url").substring(start.length());
    assertThat(token).matches("[A-Za-z0-9_-]{43}");
    assertThat(Duration.between(Instant.now(), Instant.parse(made.text("expiresAt"))))
        .isBetween(Duration.ofMinutes(4), Duration.ofMinutes(5));
    assertThat(made.response().headers().firstValue("Cache-Control")).hasValue("no-store");
    assertThat(
            database
                .admin()
                .sql(
                    """
                    SELECT to_jsonb(i) || jsonb_build_object('right', token_hash = sha256(:token::bytea))
                    FROM control.impersonation i WHERE tenant_id = :id
                    """)
                .param("token", token)
                .param("id", tenant)
                .query(String.class)
                .single())
        .contains("\"right\": true", "\"reason\": \"ticket 4711\"", "\"used_at\": null")
        .doesNotContain(token);
    assertThat(audited(tenant)).containsExactly("bootstrap tenant.impersonate ticket 4711 done");
  }

  @ParameterizedTest
  @EnumSource(
      value = TenantStatus.class,
      mode = EnumSource.Mode.EXCLUDE,
      names = {"ACTIVE", "TRIAL"})
  void isForTenantsThatAreServed(TenantStatus status) {
    Answer refused = make(tenant(status));

    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.problem()).isEqualTo("wrong-status");
  }

  @Test
  void needsATenantAndTheScopeOfOperations() {
    UUID tenant = tenant(TenantStatus.ACTIVE);

    assertThat(api().order(UUID.randomUUID(), "impersonations", REASON).problem())
        .isEqualTo("tenant-not-found");
    assertThat(
            client("tenants:read tenants:write tenants:create tenants:delete")
                .order(tenant, "impersonations", REASON)
                .problem())
        .isEqualTo("scope-missing");
    assertThat(client("operations").order(tenant, "impersonations", REASON).status())
        .isEqualTo(201);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"reason\": null}", "{\"reason\": \" \"}"})
  void wantsToKnowWhy(String body) {
    UUID tenant = tenant(TenantStatus.ACTIVE);

    assertThat(api().order(tenant, "impersonations", body).status()).isEqualTo(400);
    assertThat(audited(tenant)).isEmpty();
  }

  @Test
  void leavesOnlySoManyLinksOpenHoweverManyAskAtOnce() throws Exception {
    UUID tenant = tenant(TenantStatus.ACTIVE);
    List<Integer> statuses = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Integer>> answers = new ArrayList<>();
      for (int i = 0; i < MOST_OPEN + 3; i++) {
        answers.add(threads.submit(() -> make(tenant).status()));
      }
      for (Future<Integer> answer : answers) {
        statuses.add(answer.get());
      }
    }

    assertThat(statuses).containsOnly(201, 409);
    assertThat(statuses.stream().filter(status -> status == 201)).hasSize(MOST_OPEN);
    assertThat(make(tenant).problem()).isEqualTo("too-many-links");

    database
        .admin()
        .sql(
            """
            UPDATE control.impersonation SET used_at = now()
            WHERE id = (SELECT id FROM control.impersonation WHERE tenant_id = :id LIMIT 1)
            """)
        .param("id", tenant)
        .update();
    assertThat(make(tenant).status()).as("one was used").isEqualTo(201);
  }

  @Test
  void operatorsDoTheSameInTheConsole() {
    UUID tenant = tenant(TenantStatus.ACTIVE);
    String operator = operator(Role.OPERATOR);
    Browser browser = loggedIn(operator);
    String page = "/console/tenants/" + tenant;
    assertThat(browser.get(page).body()).contains("data-opens=\"impersonate\"");

    HttpResponse<String> made =
        browser.post(page, page + "/impersonations", "reason", "ticket 4711");

    assertThat(made.body()).contains("/impersonation.html#", "It is shown here only.");
    assertThat(made.headers().firstValue("Cache-Control").orElse("")).contains("no-store");
    assertThat(audited(tenant))
        .containsExactly("operator:" + operator + " tenant.impersonate ticket 4711 done");
    assertThat(browser.post(page, page + "/impersonations", "reason", " ").statusCode())
        .isEqualTo(400);
  }

  @Test
  void viewersMayNot() {
    UUID tenant = tenant(TenantStatus.ACTIVE);
    Browser browser = loggedIn(Role.VIEWER);
    String page = "/console/tenants/" + tenant;

    assertThat(browser.get(page).body()).doesNotContain("impersonate");
    assertThat(browser.post(page, page + "/impersonations", "reason", "curious").statusCode())
        .isEqualTo(403);

    assertThat(links(tenant)).isZero();
  }

  private Answer make(UUID tenant) {
    return api().order(tenant, "impersonations", REASON);
  }

  private long links(UUID tenant) {
    return database
        .admin()
        .sql("SELECT count(*) FROM control.impersonation WHERE tenant_id = :id")
        .param("id", tenant)
        .query(Long.class)
        .single();
  }

  private List<String> audited(UUID tenant) {
    return database
        .admin()
        .sql(
            """
            SELECT concat_ws(' ', actor, action, detail ->> 'text', outcome) FROM control.audit
            WHERE tenant_id = :id AND action = 'tenant.impersonate' ORDER BY id
            """)
        .param("id", tenant)
        .query(String.class)
        .list();
  }
}
