package io.tenantry.provisioning.console.runs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tenantry.provisioning.console.AbstractConsoleTests;
import io.tenantry.provisioning.console.Browser;
import io.tenantry.provisioning.console.LiveClient;
import io.tenantry.provisioning.operators.Role;
import io.tenantry.registry.TenantStatus;
import java.net.http.HttpResponse;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RunPagesIntegrationTests extends AbstractConsoleTests {

  private static final String RUNS = "/console/runs";

  private final String type = unique("kind");
  private Browser browser;
  private UUID first;
  private UUID second;

  @BeforeEach
  void twoTenantsAreBehind() {
    update(
        """
        INSERT INTO control.tenant_type (name, version, fingerprint, scripts, updated_at)
        VALUES ('%s', '002', 'f002',
          '[{"version": "002", "description": "n", "name": "V002__newest.sql", "checksum": 2}]', now())
        """
            .formatted(type));
    first = behind();
    second = behind();
    browser = loggedIn(Role.OPERATOR);
  }

  @AfterEach
  void nobodyIsBehind() {
    update("UPDATE control.tenant_type SET fingerprint = '' WHERE name = '" + type + "'");
  }

  @Test
  void plansARunAndStartsItWithACanary() {
    String plan = browser.get(RUNS + "/new?type=" + type + "&canary=" + first).body();
    assertThat(plan).contains("V002__newest.sql", "<strong>2</strong> tenants lack scripts");

    HttpResponse<String> run = start("canary", first.toString(), "waveSize", "", "shared", "false");

    assertThat(run.statusCode()).isEqualTo(200);
    assertThat(run.body())
        .contains("Started.", "Migration run of <span>" + type, "canaries</span>", "1 of 2");
    assertThat(browser.get(RUNS).body()).contains(run.uri().getPath(), "0 of 2 done, 0 failed");
    assertThat(start().statusCode()).isEqualTo(409);
    assertThat(browser.post(RUNS, run.uri().getPath() + "/cancel").body()).contains("Cancelled:");
  }

  @Test
  void showsWhatTheDatabaseSaidAndDoesWhatOperatorsWant() throws Exception {
    String run = start().uri().getPath();
    UUID id = UUID.fromString(run.substring(run.lastIndexOf('/') + 1));
    try (LiveClient live = browser.live(run + "/live")) {
      await().until(() -> !live.lines("retry:").isEmpty());
      became(id, first, "MIGRATED", null);
      became(id, second, "FAILED", "V002__newest.sql:3: ERROR: column \"x\" does not exist");
      await().until(() -> !live.lines("event: changed").isEmpty());
    }
    assertThat(browser.get(run).body())
        .contains("column &quot;x&quot; does not exist", "1 of 2 done, 1 failed");
    assertThat(browser.get(run + "?state=FAILED").body()).contains("failed</option>");

    assertThat(act(run, "pause").body()).contains("Paused:", "An operator paused it.");
    assertThat(act(run, "pause").statusCode()).isEqualTo(409);
    assertThat(act(run, "resume").body()).contains("Resumed:");
    assertThat(act(run, "retry-failed").body()).contains("tried again").doesNotContain("pre class");
    assertThat(act(run, "cancel").body()).contains("Cancelled:");
  }

  @Test
  void tellsWhatOfAFormIsWrong() {
    assertThat(browser.get(RUNS + "/new?canary=Not!").body())
        .contains("canary: Not! is no id and no schema name.");
    assertThat(browser.get(RUNS + "/new?tenants=nobody-here").body())
        .contains("tenants: there is no tenant nobody-here.");
    assertThat(browser.get(RUNS + "/new?concurrency=65").statusCode()).isEqualTo(400);
    assertThat(browser.get(RUNS + "/" + UUID.randomUUID()).statusCode()).isEqualTo(404);
    assertThat(loggedIn(Role.VIEWER).submit(RUNS, RUNS, "type", type).statusCode()).isEqualTo(403);
  }

  private HttpResponse<String> start(String... more) {
    String[] fields = new String[more.length + 2];
    fields[0] = "type";
    fields[1] = type;
    System.arraycopy(more, 0, fields, 2, more.length);
    return browser.post(RUNS + "/new", RUNS, fields);
  }

  private HttpResponse<String> act(String run, String what) {
    return browser.post(run, run + "/" + what);
  }

  private UUID behind() {
    UUID id = tenant(TenantStatus.ACTIVE);
    update("UPDATE control.tenant SET type = '" + type + "' WHERE id = '" + id + "'");
    return id;
  }

  private void became(UUID run, UUID tenant, String state, String error) {
    database
        .admin()
        .sql(
            """
            UPDATE control.migration_run_tenant
            SET state = :state, error = :error, attempts = 1, duration_ms = 12
            WHERE run_id = :run AND tenant_id = :tenant
            """)
        .param("state", state)
        .param("error", error)
        .param("run", run)
        .param("tenant", tenant)
        .update();
  }

  private void update(String sql) {
    database.admin().sql(sql).update();
  }
}
