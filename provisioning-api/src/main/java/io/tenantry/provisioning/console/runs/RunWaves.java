package io.tenantry.provisioning.console.runs;

import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** How far the waves of a run are. */
@Repository
class RunWaves {

  static final int MOST = 50;

  private final JdbcClient jdbc;

  RunWaves(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** A wave's tenants by what became of them. */
  record Wave(int number, int total, int done, int failed, int busy) {

    public Progress getProgress() {
      return new Progress(total, done, failed, busy);
    }
  }

  /** So many waves at most, from the one given on. */
  List<Wave> from(UUID run, int first) {
    return jdbc.sql(
            """
            SELECT wave AS number, count(*) AS total,
                   count(*) FILTER (WHERE state IN ('MIGRATED', 'SKIPPED')) AS done,
                   count(*) FILTER (WHERE state = 'FAILED') AS failed,
                   count(*) FILTER (WHERE state IN ('RUNNING', 'BUSY')) AS busy
            FROM control.migration_run_tenant
            WHERE run_id = :run AND wave >= :first
            GROUP BY wave ORDER BY wave LIMIT :most
            """)
        .param("run", run)
        .param("first", first)
        .param("most", MOST)
        .query(Wave.class)
        .list();
  }
}
