package io.tenantry.provisioning.console.overview;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tenantry.provisioning.console.AbstractConsoleTests;
import io.tenantry.provisioning.console.Browser;
import io.tenantry.provisioning.operators.Role;
import io.tenantry.registry.TenantStatus;
import org.junit.jupiter.api.Test;

class OverviewIntegrationTests extends AbstractConsoleTests {

  @Test
  void showsSignUpsHowLongTheyTookFailuresDeadLettersAndFindings() {
    Browser browser = loggedIn(Role.VIEWER);
    tenant(TenantStatus.ACTIVE);
    tenant(TenantStatus.FAILED);
    String schema = unique("lost");
    database
        .admin()
        .sql(
            """
            INSERT INTO control.finding (kind, subject, detail, repairable, first_seen_at,
              last_seen_at, confirmed_at)
            VALUES ('orphan-schema', :schema, 'Nobody''s.', true, now(), now(), now())
            """)
        .param("schema", schema)
        .update();
    database
        .admin()
        .sql(
            """
            INSERT INTO control.dead_letter (reason, headers, body, body_bytes)
            VALUES ('No message.', '{}', '', 0)
            """)
        .update();

    await()
        .untilAsserted(
            () ->
                assertThat(browser.get("/console").body())
                    .contains("<h1>Overview</h1>", schema, "Sign-ups in steps", "<rect")
                    .contains("medians of up to")
                    .contains("href=\"/console/trouble\">What failed, and why</a>")
                    .contains("href=\"/console/trouble/dead-letters\""));
  }
}
