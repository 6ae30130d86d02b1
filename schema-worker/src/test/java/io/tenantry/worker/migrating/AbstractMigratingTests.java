package io.tenantry.worker.migrating;

import static org.awaitility.Awaitility.await;

import io.tenantry.registry.SqlIdentifier;
import io.tenantry.registry.Tenant;
import io.tenantry.registry.TenantId;
import io.tenantry.registry.runs.MigrationRun;
import io.tenantry.registry.runs.MigrationRuns;
import io.tenantry.registry.runs.RunControl;
import io.tenantry.registry.runs.RunOptions;
import io.tenantry.registry.runs.RunSelection;
import io.tenantry.registry.runs.RunStart;
import io.tenantry.registry.runs.RunState;
import io.tenantry.registry.runs.RunTenant;
import io.tenantry.worker.AbstractWorkerTests;
import io.tenantry.worker.SampleScripts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

/** A worker with two scripts that tenants lack after {@link #behind}. */
@TestPropertySource(
    properties = {
      "tenantry.worker.types=default",
      "tenantry.worker.migrations.locations=classpath:db/tenant,classpath:db/migrating",
      "tenantry.migrations.on-start=off",
      "tenantry.migrations.batch-size=5",
      "tenantry.migrations.lock-timeout=200ms",
      "tenantry.migrations.first-retry=100ms",
      "tenantry.migrations.last-retry=200ms",
      "tenantry.migrations.look-every=200ms"
    })
abstract class AbstractMigratingTests extends AbstractWorkerTests {

  static final String NEWEST = "901";
  static final RunOptions OPTIONS = new RunOptions(null, 2, 100);

  @Autowired RunStart starts;
  @Autowired RunControl control;
  @Autowired MigrationRuns runs;

  /** Who is left over by another test is nobody's business here. */
  @BeforeEach
  void nobodyIsBehind() {
    jdbc.sql(
            """
            UPDATE control.tenant SET status_before = status, status = 'DELETING'
            WHERE status IN ('ACTIVE', 'TRIAL', 'SUSPENDED')
            """)
        .update();
  }

  /** Tenants as they were before the last two scripts. */
  List<Tenant> behind(int count) {
    List<TenantId> ids = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      ids.add(signUp(unique("behind")));
    }
    return ids.stream()
        .map(id -> awaitStatus(id, io.tenantry.registry.TenantStatus.ACTIVE))
        .peek(this::setBack)
        .toList();
  }

  void setBack(Tenant tenant) {
    inSchema(tenant.role(), "DROP TABLE {}.note");
    inSchema(tenant.role(), "ALTER TABLE {}.product DROP COLUMN rating");
    inSchema(tenant.role(), "DELETE FROM {}.flyway_schema_history WHERE version IN ('900', '901')");
    jdbc.sql(
            """
            UPDATE control.tenant SET schema_version = :older, schema_fingerprint = 'older'
            WHERE id = :id
            """)
        .param("older", SampleScripts.NEWEST)
        .param("id", tenant.id().value())
        .update();
  }

  /** The script that makes the table fails from now on. */
  void spoil(Tenant tenant) {
    inSchema(tenant.role(), "CREATE TABLE {}.note (spoiled int)");
  }

  void repair(Tenant tenant) {
    inSchema(tenant.role(), "DROP TABLE {}.note");
  }

  UUID start(RunOptions options, Tenant... canaries) {
    List<TenantId> first = java.util.Arrays.stream(canaries).map(Tenant::id).toList();
    return starts
        .start(new RunSelection(null, null, first, false), options, false, ACTOR)
        .orElseThrow();
  }

  MigrationRun awaitState(UUID run, RunState state) {
    return await("run " + run + " to become " + state)
        .atMost(Duration.ofMinutes(2))
        .until(() -> runs.find(run), found -> found.state() == state);
  }

  Map<UUID, RunTenant> tenants(UUID run) {
    return runs.tenants(run, null, null, 1000).stream()
        .collect(Collectors.toMap(RunTenant::tenantId, tenant -> tenant));
  }

  RunTenant tenant(UUID run, Tenant tenant) {
    return tenants(run).get(tenant.id().value());
  }

  List<String> runEvents(UUID run) {
    return jdbc.sql(
            "SELECT action FROM control.audit WHERE action LIKE 'migration-run.%' AND detail ->>"
                + " 'text' LIKE :run ORDER BY id")
        .param("run", run + "%")
        .query(String.class)
        .list();
  }

  /** As Flyway sees it: every script applied once, none pending, none changed. */
  void validate(SqlIdentifier schema) {
    Flyway.configure()
        .dataSource(database.worker())
        .schemas(schema.value())
        .locations("classpath:db/tenant/default", "classpath:db/migrating/default")
        .load()
        .validate();
  }
}
