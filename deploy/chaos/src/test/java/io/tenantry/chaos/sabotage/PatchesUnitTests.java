package io.tenantry.chaos.sabotage;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PatchesUnitTests {

  @ParameterizedTest
  @CsvSource({
    "no-confirms, io/tenantry/messaging/relay/ConfirmedPublisher",
    "no-inbox, io/tenantry/messaging/inbox/Inbox",
    "no-inbox, io/tenantry/worker/provisioning/TenantActivation",
    "no-inbox, io/tenantry/worker/spares/Spares",
    "split-transaction, io/tenantry/messaging/outbox/Outbox"
  })
  void changesItsClassesOnly(String sabotage, String name) {
    assertThat(Patches.of(sabotage, name)).isNotNull();
    assertThat(Patches.of(sabotage, "io/tenantry/registry/Tenants")).isNull();
  }
}
