package io.tenantry.worker.migrating;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.zaxxer.hikari.HikariDataSource;
import io.tenantry.registry.runs.RunSelection;
import io.tenantry.testing.StatementLog;
import io.tenantry.testing.StatementLog.LoggedStatement;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.json.JsonMapper;

/** What a run costs when everybody has their scripts. */
class NothingToDoIntegrationTests extends AbstractMigratingTests {

  @Autowired HikariDataSource pool;

  @Test
  void isOneStatementHoweverManyTenantsThereAre() {
    Optional<StatementLog> readable = database.statementsOfWorker();
    assumeTrue(readable.isPresent(), "the server's log is not ours to read");
    pool.getHikariPoolMXBean().softEvictConnections();

    List<String> ofNone = statements(readable.orElseThrow());
    tenants(10_000);
    List<String> ofMany = statements(readable.orElseThrow());

    assertThat(ofNone).hasSize(1);
    assertThat(ofMany).hasSize(1);
    assertThat(pagesRead()).as("of hundreds").isBetween(1, 40);
  }

  /** All that the transaction of the start sends between its begin and its end. */
  private List<String> statements(StatementLog log) {
    List<LoggedStatement> all =
        log.during(
            () -> assertThat(starts.start(RunSelection.ALL, OPTIONS, false, ACTOR)).isEmpty());
    int process =
        all.stream()
            .filter(one -> one.sql().contains("tenant_behind"))
            .findFirst()
            .orElseThrow()
            .process();
    List<String> sent =
        all.stream().filter(one -> one.process() == process).map(LoggedStatement::sql).toList();
    int at =
        IntStream.range(0, sent.size())
            .filter(i -> sent.get(i).contains("tenant_behind"))
            .findFirst()
            .orElseThrow();
    int begin = sent.subList(0, at).lastIndexOf("BEGIN");
    int end = at + sent.subList(at, sent.size()).indexOf("COMMIT");
    assertThat(begin).isNotNegative();
    return sent.subList(begin + 1, end);
  }

  private int pagesRead() {
    database.admin().sql("ANALYZE control.tenant").update();
    String plan =
        jdbc.sql(
                "EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) SELECT count(*) FROM"
                    + " control.tenant_behind")
            .query(String.class)
            .single();
    var top = JsonMapper.shared().readTree(plan).get(0).get("Plan");
    return top.get("Shared Hit Blocks").asInt() + top.get("Shared Read Blocks").asInt();
  }

  /** Rows of the registry only. */
  private void tenants(int count) {
    database
        .admin()
        .sql(
            """
            INSERT INTO control.tenant (id, name, schema_name, role_name, type, plan, status,
              schema_version, schema_fingerprint, created_at)
            SELECT gen_random_uuid(), 'Row ' || n, 'row_' || n, 'row_' || n, y.name, 'free', 'ACTIVE',
              y.version, y.fingerprint, now()
            FROM generate_series(1, :count) n, control.tenant_type y WHERE y.name = 'default'
            """)
        .param("count", count)
        .update();
  }
}
