package io.tenantry.worker.migrating;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.zaxxer.hikari.HikariDataSource;
import io.tenantry.events.MessageJson;
import io.tenantry.events.TenantMigrated;
import io.tenantry.registry.SqlIdentifier;
import io.tenantry.registry.Tenant;
import io.tenantry.registry.runs.RunOptions;
import io.tenantry.registry.runs.RunState;
import io.tenantry.testing.StatementLog;
import io.tenantry.worker.SampleScripts;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

/** Many tenants in one round trip, and each in a transaction of its own all the same. */
@TestPropertySource(properties = "tenantry.migrations.concurrency=1")
class EachMigrationIntegrationTests extends AbstractMigratingTests {

  private static final RunOptions ONE_AT_A_TIME = new RunOptions(null, 1, 100);

  @Autowired private HikariDataSource pool;

  @Test
  void sendsOneStatementForABatch() {
    assumeTrue(database.statementsOfWorker().isPresent(), "needs a server of the tests' own");
    StatementLog log = database.statementsOfWorker().orElseThrow();
    behind(5);
    // What is logged is a matter of the session's start.
    pool.getHikariPoolMXBean().softEvictConnections();
    long sent =
        log.during(() -> awaitState(start(ONE_AT_A_TIME), RunState.SUCCEEDED)).stream()
            .filter(statement -> statement.sql().contains("DO $tenantry_do$DECLARE"))
            .count();
    assertThat(sent).isEqualTo(1);
  }

  @Test
  void commitsEachTenantByItself() {
    behind(5);
    UUID run = start(ONE_AT_A_TIME);
    awaitState(run, RunState.SUCCEEDED);
    assertThat(
            jdbc.sql(
                    """
                    SELECT count(DISTINCT xmin::text) FROM control.migration_run_tenant
                    WHERE run_id = :run
                    """)
                .param("run", run)
                .query(Integer.class)
                .single())
        .isEqualTo(5);
  }

  @Test
  void tellsOfEachTenantAsTheOutboxDoes() {
    List<Tenant> tenants = behind(3);
    UUID run = start(ONE_AT_A_TIME);
    awaitState(run, RunState.SUCCEEDED);
    for (Tenant tenant : tenants) {
      String data =
          jdbc.sql(
                  """
                  SELECT data FROM control.tenant_event
                  WHERE tenant_id = :tenant AND type = 'tenant.migrated'
                  """)
              .param("tenant", tenant.id().value())
              .query(String.class)
              .single();
      assertThat(new MessageJson().read(data, TenantMigrated.class))
          .isEqualTo(
              new TenantMigrated(
                  tenant.id().value(),
                  find(tenant.id()).sequence(),
                  "default",
                  SampleScripts.NEWEST,
                  NEWEST,
                  run));
      validate(tenant.role());
    }
  }

  @Test
  void goesOnAfterOneThatCannotBeMigrated() {
    List<Tenant> tenants = behind(5);
    spoil(tenants.get(1));
    spoil(tenants.get(4));
    UUID run = start(ONE_AT_A_TIME);
    assertThat(awaitState(run, RunState.FAILED).migrated()).isEqualTo(3);
    assertThat(tenant(run, tenants.get(1)).error()).contains("V900__note_products.sql");
    assertThat(tenant(run, tenants.get(2)).durationMs()).isNotNull();
    repair(tenants.get(1));
    repair(tenants.get(4));
    control.retryFailed(run, ACTOR);
    assertThat(awaitState(run, RunState.SUCCEEDED).migrated()).isEqualTo(5);
  }

  @Test
  void runsNothingOnAHistoryThatIsNotLikeTheFirst() {
    List<Tenant> tenants = behind(3);
    SqlIdentifier other = tenants.get(1).role();
    inSchema(other, "UPDATE {}.flyway_schema_history SET checksum = 1 WHERE version = '002'");

    UUID run = start(ONE_AT_A_TIME);

    assertThat(awaitState(run, RunState.FAILED).migrated()).isEqualTo(2);
    assertThat(tenant(run, tenants.get(1)).error()).contains("checksum mismatch").contains("002");
    assertThat(
            jdbc.sql("SELECT to_regclass(:table) IS NULL")
                .param("table", other.quoted() + ".note")
                .query(Boolean.class)
                .single())
        .isTrue();
    validate(tenants.get(2).role());
  }

  @Test
  void leavesNoSettingBehind() {
    behind(2);
    awaitState(start(ONE_AT_A_TIME), RunState.SUCCEEDED);
    assertThat(
            jdbc.sql(
                    """
                    SELECT name FROM pg_settings WHERE setting <> reset_val
                      AND name IN ('statement_timeout', 'lock_timeout', 'search_path')
                    """)
                .query(String.class)
                .list())
        .isEmpty();
  }
}
