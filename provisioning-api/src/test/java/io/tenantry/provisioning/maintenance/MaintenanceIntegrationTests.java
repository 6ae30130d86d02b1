package io.tenantry.provisioning.maintenance;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.provisioning.Api.Answer;
import io.tenantry.provisioning.console.AbstractConsoleTests;
import io.tenantry.provisioning.console.Browser;
import io.tenantry.provisioning.operators.Role;
import io.tenantry.registry.TenantStatus;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class MaintenanceIntegrationTests extends AbstractConsoleTests {

  @Test
  void beginsAndEndsAndTellsWhoeverListens() {
    UUID tenant = tenant(TenantStatus.ACTIVE);

    Answer begun = api().order(tenant, "maintenance", "{\"reason\": \"repair\"}");
    Answer again = api().order(tenant, "maintenance", null);

    assertThat(begun.status()).as(begun.body()).isEqualTo(200);
    assertThat(begun.text("bypassUrl"))
        .startsWith(api().tenant(tenant).text("url") + "/?tenantry-bypass=")
        .isNotEqualTo(again.text("bypassUrl"));
    assertThat(open(tenant)).as("one link at a time").hasSize(1);
    assertThat(Instant.parse(api().tenant(tenant).text("maintenanceSince")))
        .isBefore(Instant.now());
    assertThat(end(tenant).status()).isEqualTo(204);
    assertThat(end(tenant).status()).isEqualTo(204);
    assertThat(open(tenant)).isEmpty();
    assertThat(api().tenant(tenant).json().has("maintenanceSince")).isFalse();
    assertThat(actions(tenant))
        .containsExactly(
            "tenant.begin-maintenance", "tenant.begin-maintenance", "tenant.end-maintenance");
    assertThat(events(tenant)).endsWith("tenant.updated", "tenant.updated", "tenant.updated");
  }

  @Test
  void isForTenantsThatAreServed() {
    assertThat(api().order(tenant(TenantStatus.SUSPENDED), "maintenance", null).problem())
        .isEqualTo("wrong-status");
    assertThat(api().order(UUID.randomUUID(), "maintenance", null).problem())
        .isEqualTo("tenant-not-found");
    assertThat(
            client("tenants:read")
                .order(tenant(TenantStatus.ACTIVE), "maintenance", null)
                .problem())
        .isEqualTo("scope-missing");
  }

  @Test
  void operatorsDoTheSameInTheConsole() {
    UUID tenant = tenant(TenantStatus.ACTIVE);
    Browser browser = loggedIn(Role.OPERATOR);
    String page = "/console/tenants/" + tenant;

    HttpResponse<String> begun = browser.post(page, page + "/maintenance", "reason", "repair");

    assertThat(begun.body()).contains("tenantry-bypass=", "It is shown here only.");
    assertThat(browser.get(page).body()).contains("In maintenance since", "End the maintenance");
    assertThat(browser.post(page, page + "/maintenance/end").body())
        .contains("The maintenance is over")
        .doesNotContain("In maintenance since");
  }

  private Answer end(UUID tenant) {
    return api().send("DELETE", "/api/v1/tenants/" + tenant + "/maintenance", null);
  }

  private List<String> open(UUID tenant) {
    return database
        .admin()
        .sql("SELECT bypass FROM control.maintenance WHERE tenant_id = :id")
        .param("id", tenant)
        .query(String.class)
        .list();
  }

  private List<String> actions(UUID tenant) {
    return database
        .admin()
        .sql(
            """
            SELECT action FROM control.audit
            WHERE tenant_id = :id AND action LIKE '%maintenance' ORDER BY id
            """)
        .param("id", tenant)
        .query(String.class)
        .list();
  }

  private List<String> events(UUID tenant) {
    return database
        .admin()
        .sql("SELECT type FROM control.tenant_event WHERE tenant_id = :id ORDER BY sequence")
        .param("id", tenant)
        .query(String.class)
        .list();
  }
}
