package io.tenantry.worker.reconcile;

import static io.tenantry.registry.findings.FindingKind.HISTORY_DISAGREES;
import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.registry.Tenant;
import io.tenantry.worker.SampleScripts;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;

/** A scheduled pass reads some histories, the next goes on; one on demand reads all. */
@TestPropertySource(
    properties = {
      "tenantry.reconcile.histories-per-pass=3",
      "tenantry.reconcile.histories-per-query=2"
    })
class HistoryTurnsIntegrationTests extends AbstractReconcileTests {

  @Test
  void comesToEveryTenantInTurnAndStaysWithWhatIsOpen() {
    List<Tenant> fleet = IntStream.range(0, 8).mapToObj(n -> tenant("turn" + n)).toList();
    fleet.forEach(
        tenant ->
            update(
                "UPDATE control.tenant SET schema_version = '001' WHERE id = '%s'", tenant.id()));
    scheduledPass();
    assertThat(seen()).isEqualTo(3);
    scheduledPass();
    assertThat(seen()).isEqualTo(6);
    scheduledPass();
    assertThat(seen()).isEqualTo(8);
    String first = fleet.getFirst().role().value();
    assertThat(findings(HISTORY_DISAGREES, first).getFirst().confirmedAt()).isNotNull();

    update("UPDATE control.tenant SET schema_version = '%s'", SampleScripts.NEWEST);
    scheduledPass();
    assertThat(is("NOT EXISTS (SELECT FROM control.finding WHERE resolved_at IS NULL)")).isTrue();

    Tenant last = fleet.getLast();
    update("UPDATE control.tenant SET schema_version = '001' WHERE id = '%s'", last.id());
    update("UPDATE control.reconciliation SET history_after = NULL");
    reconcile();
    assertThat(findings(HISTORY_DISAGREES, last.role().value()))
        .as("on demand")
        .anySatisfy(found -> assertThat(found.resolvedAt()).isNull());
  }

  private void scheduledPass() {
    update("UPDATE control.reconciliation SET next_at = now()");
    assertThat(reconciler.pass()).isTrue();
  }

  private int seen() {
    return jdbc.sql("SELECT count(DISTINCT subject) FROM control.finding")
        .query(Integer.class)
        .single();
  }
}
