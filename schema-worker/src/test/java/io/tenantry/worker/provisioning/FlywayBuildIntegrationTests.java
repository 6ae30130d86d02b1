package io.tenantry.worker.provisioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tenantry.migrations.TenantSchemaBuilder;
import io.tenantry.migrations.TenantSchemaHook;
import io.tenantry.migrations.TenantScripts;
import io.tenantry.migrations.upgrade.MigrationPlan;
import io.tenantry.registry.ExpectedVersion;
import io.tenantry.registry.SqlIdentifier;
import io.tenantry.registry.Tenant;
import io.tenantry.registry.TenantId;
import io.tenantry.registry.TenantStatus;
import io.tenantry.registry.runs.MigrationRun;
import io.tenantry.registry.runs.MigrationRuns;
import io.tenantry.registry.runs.RunOptions;
import io.tenantry.registry.runs.RunSelection;
import io.tenantry.registry.runs.RunStart;
import io.tenantry.registry.runs.RunState;
import io.tenantry.registry.runs.RunTenant;
import io.tenantry.worker.AbstractWorkerTests;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;

/** Tenants of a type with a script that no transaction can hold, and a bean that hooks into it. */
@TestPropertySource(
    properties = {
      "tenantry.worker.types=concurrent",
      "tenantry.worker.migrations.locations=classpath:db/concurrent",
      "tenantry.worker.migrations.seeds=classpath:db/concurrent-seed",
      "tenantry.worker.migrations.placeholders.greeting=hello",
      "tenantry.worker.migrations.out-of-order=true",
      "tenantry.worker.provisioning.max-attempts=2",
      "tenantry.migrations.on-start=off",
      "tenantry.migrations.max-attempts=1"
    })
@Import(FlywayBuildIntegrationTests.Hook.class)
class FlywayBuildIntegrationTests extends AbstractWorkerTests {

  @Autowired private TenantSchemaBuilder builder;
  @Autowired private BuildProgress progress;
  @Autowired private TenantScripts scripts;
  @Autowired private RunStart starts;
  @Autowired private MigrationRuns runs;
  @Autowired private Hook hook;

  @AfterEach
  void helpful() {
    hook.refuses = "";
  }

  @Test
  void buildsATenantAsFlywayDoesWithItsRightsAndFirstRows() {
    Tenant tenant = active(unique("built"));
    flyway(tenant.role()).validate();
    assertThat(names(tenant)).containsExactly("hello", "hello from the seed");
    assertThat(has(tenant, "part", "INSERT")).isTrue();
    assertThat(has(tenant, "flyway_schema_history", "SELECT")).isFalse();
    assertThat(isValid(tenant, "part_name_idx")).isTrue();
    assertThat(progress.hasBegun(tenant.id())).isFalse();
    assertThat(hook.seen)
        .containsSubsequence("before " + tenant.role(), "after " + tenant.role() + " 2");
  }

  @Test
  void beginsAnewWhereAnotherTryEndedInTheMiddle() {
    String name = unique("again");
    TenantId id = blocked(name);
    Tenant pending = find(id);
    transactions.executeWithoutResult(
        status -> {
          builder.begin(pending.role(), "concurrent");
          progress.begun(id, scripts.of("concurrent").version());
        });
    inSchema(pending.role(), "CREATE TABLE {}.part (left_over int)");
    release(id);

    Tenant tenant = awaitStatus(id, TenantStatus.ACTIVE);
    flyway(tenant.role()).validate();
    assertThat(names(tenant)).hasSize(2);
  }

  @Test
  void leavesWhatSomebodyElseMadeAlone() {
    String name = unique("taken");
    TenantId id = blocked(name);
    SqlIdentifier role = find(id).role();
    jdbc.sql("CREATE SCHEMA " + role.quoted()).update();
    inSchema(role, "CREATE TABLE {}.theirs (id int)");
    release(id);

    assertThat(awaitStatus(id, TenantStatus.FAILED).statusReason())
        .contains("schema-already-exists");
    inSchema(role, "INSERT INTO {}.theirs VALUES (1)");
  }

  @Test
  void failsWithAReasonAndIsDeletedWithAllThatIsThere() {
    hook.refuses = "after";
    Tenant failed = awaitStatus(signUp(unique("refused")), TenantStatus.FAILED);
    assertThat(failed.statusReason()).contains("provisioning-failed").contains("no thanks");
    assertThat(objects(failed.role())).as("nobody is served from it").isEqualTo(2);

    delete(failed.id(), Duration.ZERO);

    awaitStatus(failed.id(), TenantStatus.DELETED);
    assertThat(objects(failed.role())).isZero();
    assertThat(progress.hasBegun(failed.id())).isFalse();
  }

  @Test
  void migratesBelatedScriptsByFlywayWhereThatIsAllowed() {
    Tenant tenant = active(unique("behind"));
    inSchema(tenant.role(), "DROP INDEX {}.part_name_idx");
    inSchema(tenant.role(), "DELETE FROM {}.flyway_schema_history WHERE version = '002'");
    MigrationRun run = migrate(tenant, RunState.SUCCEEDED);
    assertThat(run.migrated()).isEqualTo(1);
    assertThat(isValid(tenant, "part_name_idx")).isTrue();
    flyway(tenant.role()).validate();
    assertThat(hook.seen)
        .containsSubsequence("before-run " + tenant.role(), "after-run " + tenant.role());
  }

  @Test
  void saysWhyFlywayCouldNotMigrate() {
    Tenant tenant = active(unique("duplicate"));
    inSchema(tenant.role(), "DELETE FROM {}.flyway_schema_history WHERE version = '002'");
    MigrationRun run = migrate(tenant, RunState.FAILED);
    RunTenant failed = runs.tenants(run.id(), null, null, 10).getFirst();
    assertThat(failed.error())
        .contains("V002__index_parts.sql")
        .contains("relation \"part_name_idx\" already exists");
    jdbc.sql("UPDATE control.tenant SET schema_fingerprint = :own WHERE id = :id")
        .param("own", scripts.of("concurrent").version().fingerprint())
        .param("id", tenant.id().value())
        .update();
  }

  private MigrationRun migrate(Tenant tenant, RunState end) {
    jdbc.sql(
            """
            UPDATE control.tenant SET schema_version = '001', schema_fingerprint = 'older'
            WHERE id = :id
            """)
        .param("id", tenant.id().value())
        .update();
    var one = new RunSelection(null, List.of(tenant.id()), List.of(), false);
    UUID run = starts.start(one, RunOptions.DEFAULTS, false, ACTOR).orElseThrow();
    return await()
        .atMost(Duration.ofMinutes(1))
        .until(() -> runs.find(run), found -> found.state() == end);
  }

  @Override
  protected TenantId signUp(String name) {
    return transactions.execute(
        status -> signUps.record(database.newTenant(name, "concurrent"), ACTOR));
  }

  /** A tenant whose builds fail before they begin, so that the test can prepare something. */
  private TenantId blocked(String name) {
    hook.refuses = "before";
    TenantId id = signUp(name);
    awaitStatus(id, TenantStatus.FAILED);
    hook.refuses = "";
    return id;
  }

  private void release(TenantId id) {
    transactions.executeWithoutResult(
        status -> lifecycle.retry(id, ExpectedVersion.ANY, "test", ACTOR));
  }

  private Flyway flyway(SqlIdentifier schema) {
    return scripts
        .flyway("concurrent")
        .dataSource(database.worker())
        .schemas(schema.value())
        .load();
  }

  private List<String> names(Tenant tenant) {
    return jdbc.sql("SELECT name FROM %s.part ORDER BY id".formatted(tenant.role().quoted()))
        .query(String.class)
        .list();
  }

  private boolean has(Tenant tenant, String table, String right) {
    return jdbc.sql("SELECT has_table_privilege(:role, :table, :right)")
        .param("role", tenant.role().value())
        .param("table", tenant.role().quoted() + "." + table)
        .param("right", right)
        .query(Boolean.class)
        .single();
  }

  private boolean isValid(Tenant tenant, String index) {
    return jdbc.sql("SELECT indisvalid FROM pg_index WHERE indexrelid = :index::regclass")
        .param("index", tenant.role().quoted() + "." + index)
        .query(Boolean.class)
        .single();
  }

  /** As a module of tenant tables brings it along. */
  @TestConfiguration
  static class Hook implements TenantSchemaHook {

    final List<String> seen = new CopyOnWriteArrayList<>();
    volatile String refuses = "";
    private final JdbcClient jdbc;

    Hook(JdbcClient jdbc) {
      this.jdbc = jdbc;
    }

    @Override
    public void beforeBuild(SqlIdentifier schema, String type) {
      refuse("before");
      seen.add("before " + schema);
    }

    @Override
    public void afterBuild(SqlIdentifier schema, String type) {
      refuse("after");
      long rows = jdbc.sql("SELECT count(*) FROM part").query(Long.class).single();
      seen.add("after " + schema + " " + rows);
    }

    @Override
    public void beforeMigrate(MigrationPlan plan) {
      seen.add("before-run " + plan.schema());
    }

    @Override
    public void afterMigrate(MigrationPlan plan) {
      seen.add("after-run " + plan.schema());
    }

    private void refuse(String when) {
      if (refuses.equals(when)) {
        throw new IllegalStateException("no thanks");
      }
    }
  }
}
