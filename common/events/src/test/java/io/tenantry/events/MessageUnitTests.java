package io.tenantry.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
            "job.announced",
            "job.ended",
            "usage.reported",
            "run-job",
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
  void readsWhatItWritesOfJobs() {
    var order =
        new RunJob(tenant, tenant, 2, "tidy-up", Map.of("days", "30"), Instant.ofEpochSecond(9));
    assertThat(json.read(json.write(order), RunJob.class)).isEqualTo(order);
    var job = new JobAnnounced("tidy-up", null, null, Duration.ofMinutes(5));
    assertThat(json.read(json.write(job), JobAnnounced.class)).isEqualTo(job);
    var ended =
        new JobEnded(tenant, tenant, 2, JobEnded.Outcome.FAILED, 7, "a\n\0b" + "x".repeat(5000));
    assertThat(json.read(json.write(ended), JobEnded.class)).isEqualTo(ended);
    assertThat(ended.error()).hasSize(1000).startsWith("a bx");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"job\":\"Tidy Up\"}",
        "{\"job\":\"a\",\"cron\":\"* * * * * *\"}",
        "{\"job\":\"a\",\"every\":\"soon\"}"
      })
  void refusesWhatIsNoJob(String bad) {
    assertThatThrownBy(() -> json.read(bad, JobAnnounced.class))
        .isInstanceOf(UnreadableMessageException.class);
  }

  @Test
  void findsNoRecordForAnUnknownType() {
    assertThat(MessageTypes.find("tenant.exploded")).isEmpty();
    assertThat(MessageTypes.find("tenant.created")).contains(TenantCreated.class);
  }
}
