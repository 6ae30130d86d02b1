package io.tenantry.worker.migrating;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.messaging.outbox.Outbox;
import io.tenantry.migrations.TenantScripts;
import io.tenantry.migrations.upgrade.TenantSchemaMigrator;
import io.tenantry.registry.Tenant;
import io.tenantry.registry.runs.MigrationRun;
import io.tenantry.registry.runs.RunState;
import io.tenantry.worker.SampleScripts;
import io.tenantry.worker.WorkerProperties;
import io.tenantry.worker.database.DatabaseReady;
import io.tenantry.worker.types.TypeRegistration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.transaction.support.TransactionOperations;

/** What a worker does about tenants that are behind when it starts. */
class RunOnStartIntegrationTests extends AbstractMigratingTests {

  @Autowired private TenantSchemaMigrator migrator;
  @Autowired private TypeRegistration registration;
  @Autowired private TenantScripts scripts;
  @Autowired private WorkerProperties worker;
  @Autowired private Outbox outbox;
  @Autowired private TransactionOperations transactions;

  private Set<UUID> before = Set.of();

  @BeforeEach
  void countRuns() {
    before = all();
  }

  @Test
  void startsARunOverAllThatAreBehind() {
    behind(3);
    start("run");
    MigrationRun run = awaitState(onlyNewRun(), RunState.SUCCEEDED);
    assertThat(run.requestedBy()).isEqualTo("worker");
    assertThat(run.migrated()).isEqualTo(3);
  }

  @Test
  void startsNothingWhereNobodyIsBehind() {
    start("run");
    assertThat(newRuns()).isEmpty();
  }

  @Test
  void onlySaysSoWhereThatIsTheSetting() {
    List<Tenant> tenants = behind(2);
    start("announce");
    assertThat(newRuns()).isEmpty();
    assertThat(versionOf(tenants.getFirst())).isEqualTo(SampleScripts.NEWEST);
  }

  @Test
  void doesNothingWhereThatIsTheSetting() {
    behind(1);
    start("off");
    assertThat(newRuns()).isEmpty();
  }

  @Test
  void startsOneRunHoweverManyWorkersStart() throws Exception {
    behind(6);
    try (var threads = Executors.newFixedThreadPool(4)) {
      List<Callable<Void>> workers =
          IntStream.range(0, 4)
              .<Callable<Void>>mapToObj(
                  n ->
                      () -> {
                        start("run");
                        return null;
                      })
              .toList();
      for (var started : threads.invokeAll(workers)) {
        started.get();
      }
    }
    assertThat(awaitState(onlyNewRun(), RunState.SUCCEEDED).migrated()).isEqualTo(6);
  }

  @Test
  void leavesWhoeverFailedToPeople() {
    List<Tenant> tenants = behind(2);
    spoil(tenants.getFirst());
    start("run");
    UUID run = onlyNewRun();
    awaitState(run, RunState.FAILED);
    start("run");
    assertThat(newRuns()).containsExactly(run);
    repair(tenants.getFirst());
    control.retryFailed(run, ACTOR);
    assertThat(awaitState(run, RunState.SUCCEEDED).migrated()).isEqualTo(2);
  }

  private void start(String setting) {
    MigratingProperties settings =
        new Binder(
                new MapConfigurationPropertySource(Map.of("tenantry.migrations.on-start", setting)))
            .bindOrCreate("tenantry.migrations", MigratingProperties.class);
    new RunOnStart(starts, migrator, registration, scripts, worker, settings, outbox, transactions)
        .on(new DatabaseReady());
  }

  private UUID onlyNewRun() {
    Set<UUID> found = newRuns();
    assertThat(found).hasSize(1);
    return found.iterator().next();
  }

  private Set<UUID> newRuns() {
    return all().stream().filter(run -> !before.contains(run)).collect(Collectors.toSet());
  }

  private Set<UUID> all() {
    return runs.page(null, null, 1000).stream().map(MigrationRun::id).collect(Collectors.toSet());
  }

  private String versionOf(Tenant tenant) {
    return jdbc.sql("SELECT schema_version FROM control.tenant WHERE id = :id")
        .param("id", tenant.id().value())
        .query(String.class)
        .single();
  }
}
