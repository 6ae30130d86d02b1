package io.tenantry.worker.reconcile;

import java.time.Duration;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Whose turn it is to look. All times are the database's. */
@Repository
class Passes {

  private final JdbcClient jdbc;

  Passes(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Takes the pass that is due; empty if none is, or another worker is at it. */
  Optional<Pass> claim(String worker, Duration lease) {
    return jdbc.sql(
            """
            UPDATE control.reconciliation
            SET claimed_by = :worker, claimed_until = now() + :lease * interval '1 millisecond',
                started_at = now(), ended_at = NULL
            WHERE (claimed_until IS NULL OR claimed_until < now())
              AND (next_at <= now() OR requests > requests_done)
            RETURNING started_at, requests, requests > requests_done AS everything
            """)
        .param("worker", worker)
        .param("lease", lease.toMillis())
        .query(Pass.class)
        .optional();
  }

  /**
   * Ends it, unless another worker has taken it over.
   *
   * @param pause until the next
   * @param trouble what could not be looked at; empty if nothing
   */
  void end(Pass pass, String worker, Duration pause, String trouble) {
    jdbc.sql(
            """
            UPDATE control.reconciliation
            SET claimed_by = NULL, claimed_until = NULL, ended_at = clock_timestamp(),
                requests_done = :requests, trouble = nullif(left(:trouble, 1000), ''),
                next_at = clock_timestamp() + :pause * interval '1 millisecond'
            WHERE claimed_by = :worker AND started_at = :started
            """)
        .param("worker", worker)
        .param("started", pass.startedAt())
        .param("requests", pass.requests())
        .param("pause", pause.toMillis())
        .param("trouble", trouble)
        .update();
  }
}
