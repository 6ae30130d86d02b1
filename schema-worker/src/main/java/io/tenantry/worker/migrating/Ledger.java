package io.tenantry.worker.migrating;

import io.tenantry.events.TenantMigrated;
import io.tenantry.messaging.outbox.Outbox;
import io.tenantry.migrations.SqlLiteral;
import io.tenantry.registry.SchemaVersion;
import io.tenantry.worker.migrating.Claim.Claimed;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Writes down what became of each tenant of a run. */
@Repository
class Ledger {

  private static final int LONGEST_ERROR = 4000;

  private final JdbcClient jdbc;
  private final Outbox outbox;

  Ledger(JdbcClient jdbc, Outbox outbox) {
    this.jdbc = jdbc;
    this.outbox = outbox;
  }

  /** Whether a claimed tenant may be migrated now. */
  enum Turn {
    /** Its row is locked by this transaction; nobody else migrates it. */
    YES,
    /** It is not to be served any more. */
    GONE,
    /** The run is not RUNNING, or somebody else has the tenant by now. */
    NO
  }

  /** Locks the tenant's row in the run for this transaction. */
  @Transactional(propagation = Propagation.MANDATORY)
  public Turn begin(Claim claim, Claimed claimed) {
    return jdbc.sql(
            """
            SELECT CASE WHEN t.status IN ('ACTIVE', 'TRIAL', 'SUSPENDED') THEN 'YES' ELSE 'GONE' END
            FROM control.migration_run_tenant m
            JOIN control.migration_run r ON r.id = m.run_id AND r.state = 'RUNNING'
            JOIN control.tenant t ON t.id = m.tenant_id
            WHERE m.run_id = :run AND m.tenant_id = :tenant AND m.state = 'RUNNING' AND m.claim = :claim
            FOR NO KEY UPDATE OF m SKIP LOCKED
            """)
        .param("run", claim.run())
        .param("tenant", claimed.tenant())
        .param("claim", claim.id())
        .query(Turn.class)
        .optional()
        .orElse(Turn.NO);
  }

  /**
   * PL/pgSQL that does as {@link #begin} does, within a loop, and goes on with the next where it is
   * not the tenant's turn.
   */
  static String turn(Claim claim, String tenant) {
    return """
    PERFORM FROM control.migration_run_tenant m
      JOIN control.migration_run r ON r.id = m.run_id AND r.state = 'RUNNING'
      JOIN control.tenant t ON t.id = m.tenant_id AND t.status IN ('ACTIVE', 'TRIAL', 'SUSPENDED')
      WHERE m.run_id = '%s' AND m.tenant_id = %s AND m.state = 'RUNNING' AND m.claim = '%s'
      FOR NO KEY UPDATE OF m SKIP LOCKED;
    CONTINUE WHEN NOT FOUND;
    """
        .formatted(claim.run(), tenant, claim.id());
  }

  /** PL/pgSQL for run and registry, and for the number of the tenant's next event. */
  static String migrated(Claim claim, SchemaVersion version, String tenant, String sequence) {
    return """
    UPDATE control.migration_run_tenant
    SET state = 'MIGRATED', error = NULL, claim = NULL, claimed_until = NULL, updated_at = now(),
        duration_ms = extract(epoch FROM clock_timestamp() - now()) * 1000
    WHERE run_id = '%1$s' AND tenant_id = %2$s;
    UPDATE control.tenant
    SET schema_version = %4$s, schema_fingerprint = %5$s, sequence = sequence + 1
    WHERE id = %2$s
    RETURNING sequence INTO %3$s;
    """
        .formatted(
            claim.run(),
            tenant,
            sequence,
            new SqlLiteral(version.version()).quoted(),
            new SqlLiteral(version.fingerprint()).quoted());
  }

  /** Those that the claim still has, in the order given. */
  List<Claimed> undone(Claim claim, List<Claimed> tenants) {
    Set<UUID> running =
        Set.copyOf(
            jdbc.sql(
                    """
                    SELECT tenant_id FROM control.migration_run_tenant
                    WHERE run_id = :run AND state = 'RUNNING' AND claim = :claim
                    """)
                .param("run", claim.run())
                .param("claim", claim.id())
                .query(UUID.class)
                .list());
    return tenants.stream().filter(tenant -> running.contains(tenant.tenant())).toList();
  }

  /** The tenant has its scripts: run, registry and event in the transaction of the scripts. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void migrated(Claim claim, Claimed claimed, SchemaVersion version, Duration duration) {
    current(claim, claimed, version, "MIGRATED", duration);
  }

  /** It had them already; the registry did not know. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void wasCurrent(Claim claim, Claimed claimed, SchemaVersion version) {
    current(claim, claimed, version, "SKIPPED", null);
  }

  private void current(
      Claim claim,
      Claimed claimed,
      SchemaVersion version,
      String state,
      @Nullable Duration duration) {
    long sequence =
        jdbc.sql(
                """
                WITH done AS (
                  UPDATE control.migration_run_tenant
                  SET state = :state, duration_ms = :millis, error = NULL, claim = NULL,
                      claimed_until = NULL, updated_at = now()
                  WHERE run_id = :run AND tenant_id = :tenant)
                UPDATE control.tenant
                SET schema_version = :version, schema_fingerprint = :fingerprint, sequence = sequence + 1
                WHERE id = :tenant
                RETURNING sequence
                """)
            .param("state", state)
            .param("millis", duration == null ? null : (int) duration.toMillis())
            .param("run", claim.run())
            .param("tenant", claimed.tenant())
            .param("version", version.version())
            .param("fingerprint", version.fingerprint())
            .query(Long.class)
            .single();
    outbox.appendQuietly(
        new TenantMigrated(
            claimed.tenant(),
            sequence,
            claimed.type(),
            claimed.fromVersion(),
            version.version(),
            claim.run()));
  }

  /** It stays as it was, until somebody retries it. */
  @Transactional
  public void failed(Claim claim, Claimed claimed, String error) {
    end(claim, claimed, "FAILED", error, Duration.ZERO, 0);
  }

  /** Nothing was to be done. */
  @Transactional
  public void skipped(Claim claim, Claimed claimed, String reason) {
    end(claim, claimed, "SKIPPED", reason, Duration.ZERO, 0);
  }

  /** Somebody else held a lock; it is tried again after the pause. */
  @Transactional
  public void busy(Claim claim, Claimed claimed, String error, Duration pause) {
    end(claim, claimed, "BUSY", error, pause, 1);
  }

  /** It is tried again after the pause. */
  @Transactional
  public void later(Claim claim, Claimed claimed, String error, Duration pause) {
    end(claim, claimed, "WAITING", error, pause, 0);
  }

  private void end(
      Claim claim, Claimed claimed, String state, String error, Duration pause, int refusals) {
    jdbc.sql(
            """
            UPDATE control.migration_run_tenant
            SET state = :state, error = left(:error, :longest), claim = NULL, claimed_until = NULL,
                refusals = refusals + :refusals, attempts = attempts - :refusals, updated_at = now(),
                next_attempt_at = now() + :pause * interval '1 millisecond'
            WHERE run_id = :run AND tenant_id = :tenant AND claim = :claim
            """)
        .param("state", state)
        .param("error", error.replace('\0', ' '))
        .param("longest", LONGEST_ERROR)
        .param("refusals", refusals)
        .param("pause", pause.toMillis())
        .param("run", claim.run())
        .param("tenant", claimed.tenant())
        .param("claim", claim.id())
        .update();
  }
}
