package io.tenantry.provisioning.console.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.provisioning.console.AbstractConsoleTests;
import io.tenantry.provisioning.console.Browser;
import io.tenantry.provisioning.operators.Role;
import io.tenantry.registry.TenantStatus;
import java.net.http.HttpResponse;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class AuditLogPageIntegrationTests extends AbstractConsoleTests {

  private static final String AUDIT = "/console/audit";

  @Test
  void showsWhoDidWhatByActorActionAndTenant() {
    UUID tenant = tenant(TenantStatus.ACTIVE);
    api().order(tenant, "suspend", "{\"reason\": \"unpaid <b>bill</b>\"}");
    Browser browser = loggedIn(Role.VIEWER);

    assertThat(browser.get(AUDIT + "?tenant=" + tenant).body())
        .contains("tenant.suspend", "tenant.create", "unpaid &lt;b&gt;bill");
    assertThat(browser.get(AUDIT + "?tenant=" + tenant + "&action=tenant.suspend").body())
        .contains("unpaid", "<code>" + schemaName(tenant) + "</code>")
        .doesNotContain("action=tenant.create");
    assertThat(browser.get(AUDIT + "?actor=nobody").body()).contains("Nothing is like that.");
    assertThat(browser.get(AUDIT + "?tenant=x").statusCode()).isEqualTo(400);
  }

  private String schemaName(UUID tenant) {
    return database
        .admin()
        .sql("SELECT schema_name FROM control.tenant WHERE id = :id")
        .param("id", tenant)
        .query(String.class)
        .single();
  }

  @Test
  void tellsFromWhereSomebodyCameByALink() {
    String name = operator(Role.VIEWER);

    String page = loggedIn(name).get(AUDIT + "?actor=operator:" + name).body();

    assertThat(page).contains("operator.log-in", "by a link");
    assertThat(page).containsAnyOf("127.0.0.1", "0:0:0:0:0:0:0:1");
  }

  @Test
  void exportsAFileInWhichNothingIsAFormula() {
    UUID tenant = tenant(TenantStatus.ACTIVE);
    for (String reason :
        new String[] {"=1+1", "+1", "-1", "@SUM(A1)", " =2", "say \\\"=\\\"", "plain, text"}) {
      api().order(tenant, "suspend", "{\"reason\": \"" + reason + "\"}");
      api().order(tenant, "resume", null);
    }
    String filter = "?action=tenant.suspend&tenant=" + tenant;

    HttpResponse<String> file = loggedIn(Role.VIEWER).get(AUDIT + "/export" + filter);

    assertThat(file.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/csv");
    assertThat(file.headers().firstValue("Content-Disposition").orElseThrow())
        .contains("attachment", "audit-log.csv");
    assertThat(file.body().lines()).hasSize(8).allMatch(line -> line.startsWith("\""));
    assertThat(file.body())
        .contains(",\"'=1+1\"", ",\"'+1\"", ",\"'-1\"", ",\"'@SUM(A1)\"", ",\"say \"\"=\"\"\"")
        .contains(",\"plain, text\"", "\"done\",\"" + tenant + "\"")
        .doesNotContain(",\"=", ",\" =");
  }

  @Test
  void pagesAndExportsMoreThanOnePart() {
    String actor = unique("many");
    database
        .admin()
        .sql(
            """
            INSERT INTO control.audit (at, actor, action, detail)
            SELECT now(), :actor, 'many.things', jsonb_build_object('text', 'number ' || n)
            FROM generate_series(1, 2100) n
            """)
        .param("actor", actor)
        .update();
    Browser browser = loggedIn(Role.VIEWER);
    String page = browser.get(AUDIT + "?actor=" + actor).body();
    assertThat(page).contains("number 2100<").doesNotContain("number 2050<");
    int next = page.indexOf(AUDIT + "?actor=" + actor + "&amp;action=&amp;tenant=&amp;cursor=");

    String older =
        browser.get(page.substring(next, page.indexOf('"', next)).replace("&amp;", "&")).body();

    assertThat(older).contains("number 2050<", "Newest").doesNotContain("number 2051<");
    assertThat(browser.get(AUDIT + "/export?actor=" + actor).body().lines()).hasSize(2101);
  }
}
