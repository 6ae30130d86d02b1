package io.tenantry.worker.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tenantry.testing.StatementLog;
import io.tenantry.testing.StatementLog.LoggedStatement;
import io.tenantry.worker.WorkerProperties;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.test.context.TestPropertySource;

/** What a pass costs does not grow with the number of tenants, but for the histories it reads. */
@TestPropertySource(properties = "tenantry.reconcile.histories-per-query=20")
class ReconcileCostIntegrationTests extends AbstractReconcileTests {

  private static final int BOUND = 40;

  /** The path, the query and the path back, in one message. */
  private static final int FOR_ONE_SCHEMA = 3;

  @Autowired ReconcileProperties settings;
  @Autowired WorkerProperties worker;
  @Autowired References references;

  @Test
  void sendsAsManyStatementsForManyTenantsAsForFewButForTheirSchemas() {
    Optional<StatementLog> readable = database.statementsOfWorker();
    assumeTrue(readable.isPresent(), "the server's log is not ours to read");
    StatementLog log = readable.orElseThrow();
    var login = database.logins().worker();
    var source =
        new SingleConnectionDataSource(
            database.jdbcUrl(), login.name().value(), login.password(), true);
    try {
      JdbcClient own = JdbcClient.create(source);
      int process = own.sql("SELECT pg_backend_pid()").query(Integer.class).single();
      Reconciler looking =
          new Reconciler(
              new Passes(own),
              new Checks(source, worker, settings, references),
              new Findings(own, settings),
              settings,
              worker,
              new SimpleMeterRegistry());

      grow(0, 5);
      int few = statements(log, process, looking);
      grow(5, 65);
      int many = statements(log, process, looking);

      assertThat(few).isBetween(10, BOUND);
      assertThat(many - 60 * FOR_ONE_SCHEMA)
          .as("65 histories, 20 in a query, and each schema by itself")
          .isEqualTo(few + 3);
    } finally {
      source.destroy();
    }
    assertThat(is("NOT EXISTS (SELECT FROM control.finding)")).isTrue();
  }

  private void grow(int from, int to) {
    IntStream.range(from, to).forEach(n -> tenant("fleet" + n));
  }

  private int statements(StatementLog log, int process, Reconciler looking) {
    update("UPDATE control.reconciliation SET requests = requests + 1");
    List<LoggedStatement> sent = log.during(() -> assertThat(looking.pass()).isTrue());
    return (int) sent.stream().filter(one -> one.process() == process).count();
  }
}
