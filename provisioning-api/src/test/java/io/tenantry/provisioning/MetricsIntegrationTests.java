package io.tenantry.provisioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.Test;

class MetricsIntegrationTests extends AbstractApiTests {

  @Test
  void countsTenantsByStatusAndTheOutbox() {
    String name = unique("t");
    api().signUp("{\"name\": \"" + name + "\"}");

    await()
        .untilAsserted(
            () -> {
              String metrics = api().withKey(null).get("/actuator/prometheus").body();
              assertThat(metrics)
                  .containsPattern("tenantry_tenants\\{status=\"pending\"\\} [1-9]")
                  .contains("tenantry_tenants{status=\"failed\"}")
                  .contains("tenantry_outbox_pending 0")
                  .contains("tenantry_outbox_oldest_age_seconds")
                  .containsPattern("tenantry_relay_seconds_count [1-9]")
                  .doesNotContain(name);
            });
  }
}
