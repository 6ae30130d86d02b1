package io.tenantry.provisioning.console.tenants;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tenantry.provisioning.console.AbstractConsoleTests;
import io.tenantry.provisioning.console.Browser;
import io.tenantry.provisioning.console.LiveClient;
import io.tenantry.provisioning.operators.Role;
import io.tenantry.registry.TenantStatus;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TenantPageIntegrationTests extends AbstractConsoleTests {

  @ParameterizedTest
  @EnumSource(TenantStatus.class)
  void showsATenantWhateverItsStatus(TenantStatus status) {
    UUID tenant = tenant(status);

    HttpResponse<String> page = loggedIn(Role.ADMIN).get(page(tenant));

    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body()).contains("Timeline", "tenant.create", tenant.toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"en", "de-DE", "ar-EG-u-nu-arab"})
  void showsWhatOfThePlanIsUsedWhateverTheMachineSpeaks(String language) {
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.forLanguageTag(language));
    try {
      showsWhatOfThePlanIsUsed();
    } finally {
      Locale.setDefault(before);
    }
  }

  private void showsWhatOfThePlanIsUsed() {
    UUID tenant = tenant(TenantStatus.ACTIVE);
    String plan = unique("plan-");
    api()
        .send(
            "PUT",
            "/api/v1/plans/" + plan,
            "{\"limits\": {\"users\": 10, \"requestsPerMinute\": 600}}");
    database
        .admin()
        .sql(
            """
            WITH moved AS (UPDATE control.tenant SET plan = :plan WHERE id = :id)
            INSERT INTO control.usage (tenant_id, day, requests, users, products)
            VALUES (:id, (now() AT TIME ZONE 'UTC')::date, 1234, NULL, NULL),
                   (:id, (now() AT TIME ZONE 'UTC')::date - 1, 99, 4, 321),
                   (:id, (now() AT TIME ZONE 'UTC')::date - 2, 99, 9, 9)
            """)
        .param("plan", plan)
        .param("id", tenant)
        .update();

    String page = loggedIn(Role.VIEWER).get(page(tenant)).body();

    assertThat(words(page))
        .contains("Users 10 4", "Products no limit 321", "Requests 600 a minute 1,234 today");
    assertThat(page).contains("value=\"40\"");
    assertThat(api().get("/api/v1/tenants/" + tenant + "/usage", "Accept", "text/csv").body())
        .contains(",1234,,,", ",99,4,321,");
  }

  @Test
  void whatIsTriedOnATenantThatIsNoneIsRememberedToo() {
    String name = operator(Role.OPERATOR);
    UUID nobody = UUID.randomUUID();

    HttpResponse<String> answer =
        loggedIn(name).post("/console/tenants", page(nobody) + "/suspend", "reason", "unpaid");

    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(actions(nobody, "operator:" + name)).containsExactly("tenant.suspend refused");
  }

  @Test
  void doesNotWaitForWhoChangesATable() throws SQLException {
    String name = unique("busy");
    UUID tenant = tenant(TenantStatus.ACTIVE, name);
    String table = database.emptyTenant(name).quoted() + ".product";
    Browser browser = loggedIn(Role.VIEWER);
    try (Connection worker = database.worker().getConnection();
        Statement statement = worker.createStatement()) {
      worker.setAutoCommit(false);
      statement.execute("CREATE TABLE " + table + " (id bigint PRIMARY KEY)");
      worker.commit();
      assertThat(words(browser.get(page(tenant)).body()))
          .contains("Largest tables", "product 8.0 kB");

      statement.execute("LOCK TABLE " + table + " IN ACCESS EXCLUSIVE MODE");

      assertThat(words(browser.get(page(tenant)).body()))
          .contains("On disk not known now", "Storage no limit –")
          .doesNotContain("Largest tables");
      worker.rollback();
    }
  }

  @Test
  void tellsWhyATenantFailedAndBuildsItAnewOnOrder() {
    UUID tenant = tenant(TenantStatus.FAILED);
    String name = operator(Role.OPERATOR);
    Browser browser = loggedIn(name);
    assertThat(browser.get(page(tenant)).body()).contains("no-luck: It rained.");

    HttpResponse<String> page = act(browser, tenant, "retry", "reason", "dry now");

    assertThat(page.body()).contains("Ordered: a worker builds it anew.");
    assertThat(api().tenant(tenant).text("status")).isEqualTo("PENDING");
    assertThat(actions(tenant, "operator:" + name)).containsExactly("tenant.retry done");
  }

  @Test
  void suspendsResumesRenamesEditsAndClones() {
    UUID tenant = tenant(TenantStatus.ACTIVE);
    Browser browser = loggedIn(Role.OPERATOR);

    assertThat(act(browser, tenant, "suspend", "reason", "").body()).contains("reason: is missing");
    act(browser, tenant, "suspend", "reason", "unpaid");
    assertThat(api().tenant(tenant).text("statusReason")).isEqualTo("unpaid");
    act(browser, tenant, "resume", "reason", "");
    String schema = unique("renamed_");
    act(browser, tenant, "rename", "schemaName", schema, "redirectDays", "3");
    assertThat(api().tenant(tenant).text("renamingTo")).isEqualTo(schema);
    String version = String.valueOf(version(tenant));
    String name = unique("Edited ");
    act(browser, tenant, "details", "name", name, "plan", "free", "version", version);
    assertThat(api().tenant(tenant).text("name")).isEqualTo(name);
    assertThat(
            act(browser, tenant, "details", "name", "x", "plan", "free", "version", version)
                .statusCode())
        .as("somebody else was faster")
        .isEqualTo(412);

    HttpResponse<String> copy =
        act(browser, tenant, "clone", "name", unique("Copy "), "data", "true");

    assertThat(copy.body()).contains("This is the copy");
    assertThat(copy.uri().getPath()).isNotEqualTo(page(tenant));
  }

  @Test
  void convertsAndExtendsTrials() {
    UUID tenant = tenant(TenantStatus.TRIAL);
    Browser browser = loggedIn(Role.OPERATOR);
    String end = api().tenant(tenant).text("trialEndsAt");

    act(browser, tenant, "extend-trial", "days", "7");
    assertThat(api().tenant(tenant).text("trialEndsAt")).isGreaterThan(end);
    act(browser, tenant, "convert", "plan", "free");

    assertThat(api().tenant(tenant).text("status")).isEqualTo("ACTIVE");
  }

  @Test
  void deletesOnlyOnceTheNameIsTypedAndRestores() {
    UUID tenant = tenant(TenantStatus.ACTIVE);
    String schema = api().tenant(tenant).text("schemaName");
    String name = operator(Role.OPERATOR);
    Browser browser = loggedIn(name);

    assertThat(act(browser, tenant, "delete", "confirm", "something").body())
        .contains("Type the tenant&#39;s schema name, " + schema);
    assertThat(act(browser, tenant, "delete", "confirm", schema, "now", "true").statusCode())
        .isEqualTo(403);
    assertThat(act(browser, tenant, "delete", "confirm", schema, "graceDays", "9999").statusCode())
        .isEqualTo(400);
    act(browser, tenant, "delete", "confirm", schema, "graceDays", "30", "reason", "asked for");
    assertThat(api().tenant(tenant).text("status")).isEqualTo("DELETING");
    act(browser, tenant, "restore");
    assertThat(api().tenant(tenant).text("status")).isEqualTo("ACTIVE");
    act(loggedIn(Role.ADMIN), tenant, "delete", "confirm", schema, "now", "true");
    assertThat(api().tenant(tenant).text("status")).isEqualTo("DELETING");

    assertThat(actions(tenant, "operator:" + name))
        .containsExactly(
            "tenant.delete refused",
            "tenant.delete refused",
            "tenant.delete refused",
            "tenant.delete done",
            "tenant.restore done");
  }

  @Test
  void addsADomainShowsItsRecordAndRemovesIt() {
    UUID tenant = tenant(TenantStatus.ACTIVE);
    Browser browser = loggedIn(Role.OPERATOR);
    String domain = unique("shop-") + ".example.com";

    HttpResponse<String> page = act(browser, tenant, "domains", "domain", domain);
    assertThat(page.body())
        .contains("_tenantry." + domain + " TXT", "tenantry-verification=", domain + " is added");
    assertThat(act(browser, tenant, "domains/" + domain + "/verify").body())
        .contains("is looked for now");
    assertThat(act(browser, tenant, "domains/" + domain + "/primary").statusCode()).isEqualTo(409);
    assertThat(act(browser, tenant, "domains/" + domain + "/remove").body())
        .contains(domain + " is removed.");
    assertThat(act(browser, tenant, "domains", "domain", "no domain").statusCode()).isEqualTo(400);
  }

  @Test
  void setsAndResetsPreferences() {
    UUID tenant = tenant(TenantStatus.ACTIVE);
    Browser browser = loggedIn(Role.OPERATOR);

    act(browser, tenant, "preferences", "key", "locale", "value", "es");
    assertThat(preference(tenant, "locale")).isEqualTo("es");
    assertThat(
            act(browser, tenant, "preferences", "key", "timezone", "value", "Moon/Sea")
                .statusCode())
        .isEqualTo(400);
    act(browser, tenant, "preferences", "key", "locale", "value", "");

    assertThat(browser.get(page(tenant)).body()).contains("the default");
  }

  @Test
  void viewersLookAndChangeNothing() {
    UUID tenant = tenant(TenantStatus.ACTIVE);
    String name = operator(Role.VIEWER);
    Browser browser = loggedIn(name);

    assertThat(browser.get(page(tenant)).body()).doesNotContain("<dialog", "Suspend");
    HttpResponse<String> refused = act(browser, tenant, "suspend", "reason", "spite");

    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(refused.body())
        .contains("Your role does not allow that.", "urn:tenantry:problem:role-missing");
    assertThat(api().tenant(tenant).text("status")).isEqualTo("ACTIVE");
    assertThat(actions(tenant, "operator:" + name)).containsExactly("tenant.suspend refused");
  }

  @Test
  void refusesInThePageWhereHtmxAsks() {
    UUID tenant = UUID.randomUUID();

    HttpResponse<String> answer = loggedIn(Role.VIEWER).get(page(tenant), "HX-Request", "true");

    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.headers().firstValue("HX-Retarget")).hasValue("#notice");
    assertThat(answer.body()).contains("There is no tenant " + tenant).doesNotContain("<html");
  }

  @Test
  void pagesTheTimeline() {
    UUID tenant = tenant(TenantStatus.ACTIVE);
    for (int round = 0; round < 7; round++) {
      api().order(tenant, "suspend", "{\"reason\": \"round\"}");
      api().order(tenant, "resume", null);
    }
    Browser browser = loggedIn(Role.VIEWER);
    String page = browser.get(page(tenant)).body();
    assertThat(page).doesNotContain("tenant.create");
    int link = page.indexOf(page(tenant) + "/history?cursor=");

    String before = browser.get(page.substring(link, page.indexOf('"', link))).body();

    assertThat(before).contains("what happened before", "tenant.create");
  }

  @Test
  void tellsThePageThatTheTenantHasChanged() throws Exception {
    UUID tenant = tenant(TenantStatus.PENDING);
    Browser browser = loggedIn(Role.VIEWER);

    try (LiveClient live = browser.live(page(tenant) + "/live?after=1")) {
      await().until(() -> !live.lines("retry:").isEmpty());
      assertThat(live.lines("event:")).isEmpty();
      activate(tenant);
      await().until(() -> live.lines("event: changed").size() == 1);
    }
  }

  private String page(UUID tenant) {
    return "/console/tenants/" + tenant;
  }

  private HttpResponse<String> act(Browser browser, UUID tenant, String action, String... fields) {
    return browser.post(page(tenant), page(tenant) + "/" + action, fields);
  }

  private String preference(UUID tenant, String key) {
    return api()
        .get("/api/v1/tenants/" + tenant + "/preferences")
        .json()
        .path("values")
        .path(key)
        .asString();
  }

  private long version(UUID tenant) {
    return database
        .admin()
        .sql("SELECT sequence FROM control.tenant WHERE id = :id")
        .param("id", tenant)
        .query(Long.class)
        .single();
  }

  private List<String> actions(UUID tenant, String actor) {
    return database
        .admin()
        .sql(
            """
            SELECT action || ' ' || outcome FROM control.audit
            WHERE tenant_id = :tenant AND actor = :actor ORDER BY id
            """)
        .param("tenant", tenant)
        .param("actor", actor)
        .query(String.class)
        .list();
  }
}
