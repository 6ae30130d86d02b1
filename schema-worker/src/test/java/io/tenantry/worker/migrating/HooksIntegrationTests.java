package io.tenantry.worker.migrating;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.migrations.TenantSchemaHook;
import io.tenantry.migrations.upgrade.MigrationPlan;
import io.tenantry.registry.SqlIdentifier;
import io.tenantry.registry.Tenant;
import io.tenantry.registry.runs.RunState;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A bean that hooks into the work on schemas, inside the transaction that does it. */
@Import(HooksIntegrationTests.Hook.class)
class HooksIntegrationTests extends AbstractMigratingTests {

  @Autowired private Hook hook;

  @AfterEach
  void helpful() {
    hook.refuses = "";
  }

  @Test
  void addsToABuildAndToAMigration() {
    Tenant tenant = behind(1).getFirst();
    assertThat(skus(tenant)).isEqualTo("built");

    awaitState(start(OPTIONS), RunState.SUCCEEDED);

    assertThat(skus(tenant)).isEqualTo("after,before,built");
  }

  @Test
  void undoesTheMigrationThatItRefuses() {
    Tenant tenant = behind(1).getFirst();
    hook.refuses = tenant.role().value();

    UUID run = start(OPTIONS);
    awaitState(run, RunState.FAILED);

    assertThat(tenant(run, tenant).error()).contains("no thanks");
    assertThat(skus(tenant)).as("not even what it wrote before").isEqualTo("built");
    hook.refuses = "";
    control.retryFailed(run, ACTOR);
    awaitState(run, RunState.SUCCEEDED);
  }

  private String skus(Tenant tenant) {
    return jdbc.sql(
            "SELECT string_agg(sku, ',' ORDER BY sku) FROM %s.product"
                .formatted(tenant.role().quoted()))
        .query(String.class)
        .single();
  }

  @TestConfiguration
  static class Hook implements TenantSchemaHook {

    volatile String refuses = "";
    private final JdbcClient jdbc;

    Hook(JdbcClient jdbc) {
      this.jdbc = jdbc;
    }

    @Override
    public void afterBuild(SqlIdentifier schema, String type) {
      product("built");
    }

    @Override
    public void beforeMigrate(MigrationPlan plan) {
      product("before");
    }

    @Override
    public void afterMigrate(MigrationPlan plan) {
      product("after");
      if (refuses.equals(plan.schema().value())) {
        throw new IllegalArgumentException("no thanks");
      }
    }

    private void product(String sku) {
      jdbc.sql("INSERT INTO product (sku, name, price) VALUES (:sku, :sku, 1)")
          .param("sku", sku)
          .update();
    }
  }
}
