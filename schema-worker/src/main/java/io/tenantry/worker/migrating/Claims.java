package io.tenantry.worker.migrating;

import io.tenantry.migrations.TenantScripts;
import io.tenantry.registry.SqlIdentifier;
import io.tenantry.worker.WorkerProperties;
import io.tenantry.worker.migrating.Claim.Claimed;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/**
 * Takes tenants of a run, and gives back what was not done. A claim is committed before the work; a
 * worker that dies leaves rows whose time runs out. Those that were claimed before are claimed one
 * by one, so that a tenant that takes its worker along takes no others with it.
 */
@Repository
class Claims {

  /** What is between two batches would take longer than fewer. */
  private static final int LEAST = 10;

  private final JdbcClient jdbc;
  private final MigratingProperties settings;
  private final String[] types;
  private final String[] fingerprints;

  Claims(
      JdbcClient jdbc,
      MigratingProperties settings,
      TenantScripts scripts,
      WorkerProperties worker) {
    this.jdbc = jdbc;
    this.settings = settings;
    this.types = worker.types().toArray(String[]::new);
    this.fingerprints =
        worker.types().stream()
            .map(type -> scripts.of(type).version().fingerprint())
            .toArray(String[]::new);
  }

  /**
   * Up to a batch of tenants whose turn it is, if the run is RUNNING and has a place left: when few
   * are left a share of them, so that no place is idle while another has many. Only of types whose
   * scripts are the ones that this worker has.
   */
  @Transactional
  public Claim take(UUID run) {
    UUID claim = UUID.randomUUID();
    boolean free =
        jdbc.sql(
                    """
                    UPDATE control.migration_run r SET started_at = coalesce(started_at, now())
                    WHERE id = :run AND state = 'RUNNING' AND shared IS DISTINCT FROM 'WAITING'
                      AND concurrency > (SELECT count(DISTINCT claim) FROM control.migration_run_tenant
                                         WHERE run_id = :run AND state = 'RUNNING')
                    """)
                .param("run", run)
                .update()
            == 1;
    if (!free) {
      return new Claim(run, claim, List.of());
    }
    List<Claimed> fresh = take(run, claim, "m.attempts = 0", settings.batchSize());
    return new Claim(run, claim, fresh.isEmpty() ? take(run, claim, "m.attempts > 0", 1) : fresh);
  }

  /** Gives back what the claim still has: for another turn, or for good if the run is cancelled. */
  @Transactional
  public void release(Claim claim) {
    jdbc.sql(
            """
            UPDATE control.migration_run_tenant m
            SET state = CASE r.state WHEN 'CANCELLED' THEN 'SKIPPED' ELSE 'WAITING' END,
                error = CASE r.state WHEN 'CANCELLED' THEN 'cancelled' END,
                attempts = attempts - 1, claim = NULL, claimed_until = NULL, updated_at = now()
            FROM control.migration_run r
            WHERE r.id = m.run_id AND m.run_id = :run AND m.state = 'RUNNING' AND m.claim = :claim
            """)
        .param("run", claim.run())
        .param("claim", claim.id())
        .update();
  }

  private List<Claimed> take(UUID run, UUID claim, String which, int limit) {
    return jdbc.sql(
            """
            WITH due AS (
              SELECT m.run_id, m.tenant_id, t.role_name, t.type, m.from_version
              FROM control.migration_run_tenant m
              JOIN control.migration_run r ON r.id = m.run_id
              JOIN control.tenant t ON t.id = m.tenant_id
              JOIN control.tenant_type y ON y.name = t.type
              JOIN unnest(:types::text[], :fingerprints::text[]) own (type, fingerprint)
                ON own.type = y.name AND own.fingerprint = y.fingerprint
              WHERE m.run_id = :run AND m.wave <= r.wave AND m.state IN ('WAITING', 'BUSY')
                AND m.next_attempt_at <= now() AND %s
              ORDER BY m.wave, m.tenant_id
              LIMIT least(:limit, greatest(:least, (
                SELECT ceil(count(*) / max(w.concurrency)::numeric)::bigint
                FROM (SELECT r.concurrency
                      FROM control.migration_run r
                      JOIN control.migration_run_tenant w ON w.run_id = r.id AND w.wave <= r.wave
                      WHERE r.id = :run AND w.state IN ('WAITING', 'BUSY')
                      LIMIT :limit * 64) w)))
              FOR NO KEY UPDATE OF m SKIP LOCKED)
            UPDATE control.migration_run_tenant m
            SET state = 'RUNNING', attempts = attempts + 1, claim = :claim,
                claimed_until = now() + :lease * interval '1 millisecond', updated_at = now()
            FROM due
            WHERE m.run_id = due.run_id AND m.tenant_id = due.tenant_id
            RETURNING m.tenant_id, due.role_name, due.type, due.from_version, m.attempts, m.refusals
            """
                .formatted(which))
        .param("types", types)
        .param("fingerprints", fingerprints)
        .param("run", run)
        .param("claim", claim)
        .param("limit", limit)
        .param("least", LEAST)
        .param("lease", settings.lease().toMillis())
        .query(
            (row, number) ->
                new Claimed(
                    row.getObject("tenant_id", UUID.class),
                    new SqlIdentifier(row.getString("role_name")),
                    row.getString("type"),
                    row.getString("from_version"),
                    row.getInt("attempts"),
                    row.getInt("refusals")))
        .list();
  }
}
