package io.tenantry.worker.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tenantry.testing.TestDatabase;
import io.tenantry.testing.WithInfrastructure;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A worker that looks by itself, and is asked by rows. */
@SpringBootTest(
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = {
      "tenantry.reconcile.look-every=50ms",
      "tenantry.reconcile.confirm-after=100ms",
      "tenantry.reconcile.interval=1h"
    })
@WithInfrastructure
class ReconcileScheduleIntegrationTests {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @Autowired JdbcClient jdbc;
  @Autowired TestDatabase database;

  @Test
  void looksWhenItStartsAndWhenAskedAndRepairsWhenAsked() {
    awaitRow("SELECT ended_at IS NOT NULL AND next_at > now() FROM control.reconciliation");
    String role = database.schemaPrefix() + "scheduled";
    jdbc.sql(
            "CREATE ROLE \"%1$s\" NOLOGIN; GRANT \"%1$s\" TO %2$s"
                .formatted(role, database.logins().app().name().quoted()))
        .update();
    jdbc.sql("UPDATE control.reconciliation SET requests = requests + 1").update();
    awaitRow(
        "SELECT confirmed_at IS NOT NULL AND first_seen_at <= confirmed_at - interval '100 ms'"
            + " FROM control.finding");
    awaitRow("SELECT requests = requests_done FROM control.reconciliation");
    jdbc.sql("UPDATE control.finding SET repair_requested_at = now(), repair_requested_by = 'me'")
        .update();
    awaitRow("SELECT repair_outcome = 'repaired' FROM control.finding");
    assertThat(
            jdbc.sql("SELECT EXISTS (SELECT FROM pg_roles WHERE rolname = :role)")
                .param("role", role)
                .query(Boolean.class)
                .single())
        .isFalse();
  }

  private void awaitRow(String sql) {
    await()
        .atMost(PATIENCE)
        .until(() -> jdbc.sql(sql).query(Boolean.class).optional().orElse(false));
  }
}
