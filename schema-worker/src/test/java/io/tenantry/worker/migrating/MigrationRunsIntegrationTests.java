package io.tenantry.worker.migrating;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.tenantry.migrations.catalog.CatalogSnapshot;
import io.tenantry.registry.Tenant;
import io.tenantry.registry.runs.MigrationRun;
import io.tenantry.registry.runs.OpenRunException;
import io.tenantry.registry.runs.RunOptions;
import io.tenantry.registry.runs.RunSelection;
import io.tenantry.registry.runs.RunState;
import io.tenantry.registry.runs.RunTenant;
import io.tenantry.registry.runs.RunTenantState;
import io.tenantry.registry.runs.WrongRunStateException;
import io.tenantry.worker.SampleScripts;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

class MigrationRunsIntegrationTests extends AbstractMigratingTests {

  @Test
  void bringsEverybodyToTheirScriptsVersion() {
    List<Tenant> tenants = behind(12);
    Tenant built = active(unique("built"));

    UUID run = start(OPTIONS);

    MigrationRun ended = awaitState(run, RunState.SUCCEEDED);
    assertThat(ended.total()).isEqualTo(12);
    assertThat(ended.migrated()).isEqualTo(12);
    assertThat(ended.startedAt()).isNotNull();
    assertThat(ended.endedAt()).isNotNull();
    var worker = new JdbcTemplate(database.worker());
    for (Tenant tenant : tenants) {
      assertThat(find(tenant.id()).schemaVersion()).isEqualTo(NEWEST);
      assertThat(events(tenant.id()))
          .containsExactly("tenant.created", "tenant.activated", "tenant.migrated");
      RunTenant row = tenant(run, tenant);
      assertThat(row.fromVersion()).isEqualTo(SampleScripts.NEWEST);
      assertThat(row.toVersion()).isEqualTo(NEWEST);
      assertThat(row.attempts()).isEqualTo(1);
      assertThat(row.durationMs()).isNotNull();
      validate(tenant.role());
      assertThat(
              CatalogSnapshot.differences(
                  CatalogSnapshot.of(worker, tenant.role()),
                  CatalogSnapshot.of(worker, built.role())))
          .allMatch(difference -> difference.contains("rating"));
    }
    assertThat(runEvents(run)).containsExactly("migration-run.start");
    assertThat(starts.start(RunSelection.ALL, OPTIONS, false, ACTOR)).isEmpty();
  }

  @Test
  void leavesATenantAsItWasWhoseScriptFailsAndMigratesTheOthers() {
    List<Tenant> tenants = behind(7);
    Tenant spoiled = tenants.get(3);
    spoil(spoiled);

    UUID run = start(OPTIONS);

    MigrationRun ended = awaitState(run, RunState.FAILED);
    assertThat(ended.migrated()).isEqualTo(6);
    RunTenant row = tenant(run, spoiled);
    assertThat(row.state()).isEqualTo(RunTenantState.FAILED);
    assertThat(row.error())
        .contains("V900__note_products.sql")
        .contains("\"note\" already exists")
        .contains("42P07");
    assertThat(row.attempts()).isEqualTo(1);
    assertThat(find(spoiled.id()).schemaVersion()).isEqualTo(SampleScripts.NEWEST);
    assertThat(runs.tenants(run, RunTenantState.FAILED, null, 10)).hasSize(1);

    repair(spoiled);
    control.retryFailed(run, ACTOR);

    assertThat(awaitState(run, RunState.SUCCEEDED).migrated()).isEqualTo(7);
    validate(spoiled.role());
    assertThat(events(spoiled.id()))
        .containsExactly("tenant.created", "tenant.activated", "tenant.migrated");
    assertThat(runEvents(run)).containsExactly("migration-run.start", "migration-run.retry-failed");
  }

  @Test
  void triesABusyTenantLaterWithoutKeepingTheOthersWaiting() throws Exception {
    List<Tenant> tenants = behind(8);
    Tenant held = tenants.getFirst();
    UUID run;
    try (var _ = locked("SELECT FROM " + held.role().quoted() + ".product")) {
      run = start(OPTIONS);
      await()
          .atMost(Duration.ofMinutes(1))
          .until(() -> runs.find(run), found -> found.migrated() == 7);
      await()
          .atMost(Duration.ofMinutes(1))
          .until(() -> tenant(run, held), row -> row.state() == RunTenantState.BUSY);
      assertThat(tenant(run, held).error()).contains("lock timeout");
    }

    assertThat(awaitState(run, RunState.SUCCEEDED).migrated()).isEqualTo(8);
    assertThat(tenant(run, held).attempts()).isEqualTo(1);
    validate(held.role());
  }

  @Test
  void beginsWithTheCanariesAndStopsIfOneFails() {
    List<Tenant> tenants = behind(6);
    Tenant good = tenants.get(4);
    Tenant bad = tenants.get(5);
    spoil(bad);

    UUID run = start(OPTIONS, good, bad);

    MigrationRun paused = awaitState(run, RunState.PAUSED);
    assertThat(paused.stateReason()).isEqualTo("canary-failed");
    assertThat(paused.waves()).isEqualTo(2);
    assertThat(paused.canaries()).isEqualTo(2);
    assertThat(paused.waiting()).isGreaterThanOrEqualTo(4);
    assertThat(paused.failed()).isEqualTo(1);

    control.resume(run, ACTOR);

    MigrationRun ended = awaitState(run, RunState.FAILED);
    assertThat(ended.migrated()).isEqualTo(5);
    assertThat(find(bad.id()).schemaVersion()).isEqualTo(SampleScripts.NEWEST);
  }

  @Test
  void pausesItselfWhenMoreFailThanMay() {
    List<Tenant> tenants = behind(10);
    tenants.forEach(this::spoil);

    UUID run = start(new RunOptions(1, 1, 2));

    MigrationRun paused = awaitState(run, RunState.PAUSED);
    assertThat(paused.stateReason()).isEqualTo("failure-budget-exhausted");
    assertThat(paused.failed()).isEqualTo(3);
    assertThat(paused.waiting()).isEqualTo(7);

    tenants.forEach(this::repair);
    control.retryFailed(run, ACTOR);

    assertThat(awaitState(run, RunState.SUCCEEDED).migrated()).isEqualTo(10);
  }

  @Test
  void pausesItselfInTheMiddleOfABatchWhoseScriptsFail() {
    behind(5).forEach(this::spoil);

    pausesItselfInTheMiddleOfABatch();
  }

  @Test
  void pausesItselfInTheMiddleOfABatchWhoseHistoriesAreRefused() {
    behind(5).forEach(this::changeChecksum);

    pausesItselfInTheMiddleOfABatch();
  }

  private void pausesItselfInTheMiddleOfABatch() {
    UUID run = start(new RunOptions(null, 1, 1));

    MigrationRun paused = awaitState(run, RunState.PAUSED);
    assertThat(paused.stateReason()).isEqualTo("failure-budget-exhausted");
    assertThat(paused.failed()).isEqualTo(2);
    await()
        .atMost(Duration.ofMinutes(1))
        .until(() -> runs.find(run), found -> found.waiting() == 3);
    control.cancel(run, ACTOR);
  }

  @Test
  void endsAWaveBeforeTheNextBegins() {
    behind(9);

    UUID run = start(new RunOptions(3, 4, 0));

    MigrationRun ended = awaitState(run, RunState.SUCCEEDED);
    assertThat(ended.waves()).isEqualTo(3);
    var byWave = tenants(run).values().stream().collect(Collectors.groupingBy(RunTenant::wave));
    assertThat(byWave).hasSize(3).allSatisfy((wave, rows) -> assertThat(rows).hasSize(3));
    for (int wave = 2; wave <= 3; wave++) {
      Function<List<RunTenant>, List<java.time.OffsetDateTime>> times =
          rows -> rows.stream().map(RunTenant::updatedAt).sorted().toList();
      assertThat(times.apply(byWave.get(wave)).getFirst())
          .isAfterOrEqualTo(times.apply(byWave.get(wave - 1)).getLast());
    }
  }

  @Test
  void beginsNobodyWhilePausedAndNobodyElseWhenCancelled() throws Exception {
    List<Tenant> tenants = behind(6);
    Tenant first = tenants.getFirst();
    UUID run;
    try (var _ = locked("SELECT FROM " + first.role().quoted() + ".product")) {
      run = start(new RunOptions(1, 1, 0), first);
      await()
          .atMost(Duration.ofMinutes(1))
          .until(() -> tenant(run, first), row -> row.state() == RunTenantState.BUSY);
      control.pause(run, ACTOR);
    }
    assertThat(runs.find(run).stateReason()).isEqualTo("by-operator");
    assertThatThrownBy(() -> control.pause(run, ACTOR)).isInstanceOf(WrongRunStateException.class);
    assertThatThrownBy(() -> starts.start(RunSelection.ALL, OPTIONS, false, ACTOR))
        .isInstanceOf(OpenRunException.class);

    control.cancel(run, ACTOR);

    MigrationRun cancelled = runs.find(run);
    assertThat(cancelled.state()).isEqualTo(RunState.CANCELLED);
    assertThat(cancelled.migrated()).isZero();
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> runs.find(run), found -> found.skipped() == 6);
    assertThatThrownBy(() -> control.resume(run, ACTOR)).isInstanceOf(WrongRunStateException.class);

    UUID next = start(OPTIONS);
    assertThat(awaitState(next, RunState.SUCCEEDED).migrated()).isEqualTo(6);
  }

  @Test
  void passesOverATenantThatIsBeingDeleted() throws Exception {
    List<Tenant> tenants = behind(3);
    Tenant leaving = tenants.getFirst();
    UUID run;
    try (var _ = locked("SELECT FROM " + leaving.role().quoted() + ".product")) {
      run = start(OPTIONS);
      await()
          .atMost(Duration.ofMinutes(1))
          .until(() -> tenant(run, leaving), row -> row.state() == RunTenantState.BUSY);
      delete(leaving.id(), Duration.ofDays(1));
      // With the lock still held: an attempt that had begun before may not succeed now.
      await()
          .atMost(Duration.ofMinutes(1))
          .until(() -> tenant(run, leaving), row -> row.state() == RunTenantState.SKIPPED);
    }

    assertThat(awaitState(run, RunState.SUCCEEDED).migrated()).isEqualTo(2);
  }

  @Test
  void seesThatATenantHasTheScriptsAlready() {
    Tenant tenant = behind(1).getFirst();
    org.flywaydb.core.Flyway.configure()
        .dataSource(database.worker())
        .schemas(tenant.role().value())
        .locations("classpath:db/tenant/default", "classpath:db/migrating/default")
        .load()
        .migrate();

    UUID run = start(OPTIONS);

    assertThat(awaitState(run, RunState.SUCCEEDED).skipped()).isEqualTo(1);
    assertThat(find(tenant.id()).schemaVersion()).isEqualTo(NEWEST);
    assertThat(starts.start(RunSelection.ALL, OPTIONS, false, ACTOR)).isEmpty();
  }

  @Test
  void saysWhyAHistoryIsRefused() {
    Tenant tenant = behind(1).getFirst();
    changeChecksum(tenant);

    UUID run = start(OPTIONS);

    awaitState(run, RunState.FAILED);
    assertThat(tenant(run, tenant).error()).contains("checksum mismatch").contains("002");
  }

  private void changeChecksum(Tenant tenant) {
    inSchema(
        tenant.role(), "UPDATE {}.flyway_schema_history SET checksum = 1 WHERE version = '002'");
  }

  @Test
  void isAboutTheChosenOnesOnly() {
    List<Tenant> tenants = behind(4);
    List<io.tenantry.registry.TenantId> chosen = tenants.stream().limit(2).map(Tenant::id).toList();

    UUID run =
        starts
            .start(new RunSelection(null, chosen, List.of(), false), OPTIONS, false, ACTOR)
            .orElseThrow();

    assertThat(awaitState(run, RunState.SUCCEEDED).total()).isEqualTo(2);
    assertThat(starts.behind(RunSelection.ALL))
        .singleElement()
        .satisfies(
            group -> {
              assertThat(group.type()).isEqualTo("default");
              assertThat(group.from()).isEqualTo(SampleScripts.NEWEST);
              assertThat(group.tenants()).isEqualTo(2);
              assertThat(group.inOpenRun()).isZero();
            });
  }

  @Test
  void migratesTheSharedTablesFirstIfAsked() {
    behind(2);

    UUID run = starts.start(RunSelection.ALL, OPTIONS, true, ACTOR).orElseThrow();

    MigrationRun ended = awaitState(run, RunState.SUCCEEDED);
    assertThat(ended.shared()).isTrue();
    assertThat(ended.migrated()).isEqualTo(2);
    UUID alone = starts.start(RunSelection.ALL, OPTIONS, true, ACTOR).orElseThrow();
    assertThat(awaitState(alone, RunState.SUCCEEDED).total()).isZero();
  }
}
