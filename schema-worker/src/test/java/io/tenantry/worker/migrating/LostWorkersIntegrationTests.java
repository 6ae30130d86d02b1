package io.tenantry.worker.migrating;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.registry.Tenant;
import io.tenantry.registry.runs.RunOptions;
import io.tenantry.registry.runs.RunState;
import io.tenantry.registry.runs.RunTenantState;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

/**
 * What workers leave behind that die in the middle of a run, and what messages do that are lost.
 */
@TestPropertySource(properties = "tenantry.worker.provisioning.sweep-every=1h")
class LostWorkersIntegrationTests extends AbstractMigratingTests {

  @Autowired Claims claims;
  @Autowired RunSweep sweep;

  @Test
  void othersTakeWhatADeadWorkerHadClaimed() {
    behind(6);
    UUID run = startWithoutMessages();
    Claim lost = claims.take(run);
    assertThat(lost.tenants()).hasSize(5);
    expire(run);

    sweep(run);

    assertThat(awaitState(run, RunState.SUCCEEDED).migrated()).isEqualTo(6);
    assertThat(tenants(run).values())
        .filteredOn(row -> row.attempts() == 2)
        .hasSize(5)
        .allMatch(row -> row.state() == RunTenantState.MIGRATED);
  }

  @Test
  void aTenantThatTakesItsWorkerAlongAgainAndAgainFailsAlone() {
    List<Tenant> tenants = behind(3);
    UUID run = startWithoutMessages();
    UUID deadly = tenants.getFirst().id().value();
    jdbc.sql(
            """
            UPDATE control.migration_run_tenant SET attempts = 5 WHERE run_id = :run AND tenant_id = :tenant
            """)
        .param("run", run)
        .param("tenant", deadly)
        .update();

    sweep(run);

    assertThat(awaitState(run, RunState.FAILED).migrated()).isEqualTo(2);
    assertThat(tenants(run).get(deadly).error()).startsWith("attempts-exhausted");
  }

  @Test
  void aClaimWhoseRowIsLockedIsNotFreedHoweverOldItIs() throws Exception {
    Tenant tenant = behind(1).getFirst();
    UUID run = startWithoutMessages();
    claims.take(run);
    expire(run);
    try (var _ =
        locked(
            "SELECT FROM control.migration_run_tenant WHERE tenant_id = '%s' FOR NO KEY UPDATE"
                .formatted(tenant.id()))) {
      // The lock stands for the migration.
      sweep(run);
      assertThat(tenant(run, tenant).state()).isEqualTo(RunTenantState.RUNNING);
    }
    sweep(run);
    assertThat(awaitState(run, RunState.SUCCEEDED).migrated()).isEqualTo(1);
  }

  @Test
  void oneWorkerAtMostHasATenantAndNoMoreThanTheRunHasPlaces() {
    behind(12);
    UUID run = startWithoutMessages(new RunOptions(null, 2, 0));

    Claim first = claims.take(run);
    Claim second = claims.take(run);
    Claim third = claims.take(run);

    assertThat(first.tenants()).hasSize(5).doesNotContainAnyElementsOf(second.tenants());
    assertThat(second.tenants()).hasSize(5);
    assertThat(third.tenants()).isEmpty();
    claims.release(first);
    claims.release(second);
    sweep(run);
    assertThat(awaitState(run, RunState.SUCCEEDED).migrated()).isEqualTo(12);
    assertThat(tenants(run).values()).allMatch(row -> row.attempts() == 1);
  }

  /** As if it were time. */
  private void sweep(UUID run) {
    jdbc.sql("UPDATE control.migration_run SET next_look_at = now() WHERE id = :run")
        .param("run", run)
        .update();
    sweep.sweep();
  }

  private UUID startWithoutMessages() {
    return startWithoutMessages(OPTIONS);
  }

  /** In one transaction, so that no relay sees the messages. */
  private UUID startWithoutMessages(RunOptions options) {
    return transactions.execute(
        status -> {
          UUID run = start(options);
          jdbc.sql("DELETE FROM control.outbox WHERE type = 'migrate-tenants'").update();
          return run;
        });
  }

  private void expire(UUID run) {
    jdbc.sql(
            """
            UPDATE control.migration_run_tenant SET claimed_until = now() - interval '1 second'
            WHERE run_id = :run AND state = 'RUNNING'
            """)
        .param("run", run)
        .update();
  }
}
