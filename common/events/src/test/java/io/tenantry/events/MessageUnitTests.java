package io.tenantry.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.UUID;
import org.junit.jupiter.api.Test;

class MessageUnitTests {

  private final MessageJson json = new MessageJson();
  private final UUID tenant = UUID.randomUUID();

  @Test
  void typesOnTheWireNeverChange() {
    assertThat(MessageTypes.all())
        .containsExactlyInAnyOrder(
            "tenant.created",
            "tenant.activated",
            "tenant.provisioning-failed",
            "tenant.suspended",
            "tenant.resumed",
            "tenant.retried",
            "tenant.trial-extended",
            "tenant.trial-expired",
            "tenant.converted",
            "tenant.updated",
            "tenant.renamed",
            "tenant.cloned",
            "tenant.deletion-requested",
            "tenant.restored",
            "tenant.deleted",
            "tenant.domain-added",
            "tenant.domain-verified",
            "tenant.domain-removed",
            "tenant.primary-domain-changed",
            "tenant.migrated",
            "migration-run.announced",
            "migration-run.started",
            "migration-run.paused",
            "migration-run.resumed",
            "migration-run.cancelled",
            "migration-run.ended",
            "provision-tenant",
            "migrate-tenants",
            "clone-tenant",
            "rename-tenant",
            "drop-tenant");
  }

  @Test
  void readsWhatItWrites() {
    var event =
        new TenantCreated(tenant, 1, "Tienda 1", "tienda1", "default", "free", "t.localhost");
    assertThat(json.read(json.write(event), TenantCreated.class)).isEqualTo(event);
    assertThat(json.write(event)).doesNotContain("\"type\"");
  }

  @Test
  void readsTheCommonPartOfAnEventOfALaterVersion() {
    String later = "{\"tenantId\":\"%s\",\"sequence\":7,\"colour\":\"red\"}".formatted(tenant);
    assertThat(json.read(later, TenantChange.class)).isEqualTo(new TenantChange(tenant, 7));
  }

  @Test
  void refusesWhatIsNoMessage() {
    for (String bad :
        new String[] {"", "null", "[]", "{\"tenantId\":1}", "{\"tenantId\":null", "{}"}) {
      assertThatThrownBy(() -> json.read(bad, TenantChange.class))
          .as(bad)
          .isInstanceOf(UnreadableMessageException.class);
    }
  }

  @Test
  void findsNoRecordForAnUnknownType() {
    assertThat(MessageTypes.find("tenant.exploded")).isEmpty();
    assertThat(MessageTypes.find("tenant.created")).contains(TenantCreated.class);
  }
}
