package io.tenantry.worker.provisioning;

import io.tenantry.messaging.outbox.Alongside;
import io.tenantry.registry.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Attempts to build a tenant, and when the next is due. All times are the database's, since
 * workers' clocks differ.
 */
@Repository
public class Attempts {

  private static final String END =
      """
      UPDATE control.attempt
      SET ended_at = clock_timestamp(), outcome = :outcome, error = nullif(left(:error, 4000), '')
      WHERE tenant_id = :attempted AND number = :attempt
      """;

  private final JdbcClient jdbc;

  Attempts(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * @param number over the tenant's life, counted from 1
   * @param sinceRetry since the sign-up or the last retry by hand, counted from 1
   */
  public record Attempt(
      TenantId tenant,
      String schemaName,
      String type,
      Instant signedUp,
      int number,
      int sinceRetry) {}

  /**
   * Notes that an attempt starts now; empty if the tenant is not PENDING, or of another kind. It
   * outlives the worker, but is not waited for to be on disk: a server that crashes may forget it.
   */
  Optional<Attempt> begin(Build.Kind kind, TenantId tenant, String worker, Duration lease) {
    return jdbc.sql(
            """
            WITH started AS (
              UPDATE control.tenant
              SET attempts = attempts + 1,
                  next_attempt_at = now() + :lease * interval '1 millisecond'
              WHERE id = :tenant AND status = 'PENDING' AND (clone_of IS NOT NULL) = :clone
              RETURNING id, attempts, schema_name, type, created_at)
            INSERT INTO control.attempt (tenant_id, number, worker, started_at)
            SELECT id, 1 + coalesce((SELECT max(number) FROM control.attempt WHERE tenant_id = id), 0),
                   :worker, now()
            FROM started
            RETURNING number, (SELECT attempts FROM started) AS since_retry,
              (SELECT schema_name FROM started) AS schema_name, (SELECT type FROM started) AS type,
              (SELECT created_at FROM started) AS signed_up,
              set_config('synchronous_commit', 'off', true)
            """)
        .param("tenant", tenant.value())
        .param("clone", kind == Build.Kind.CLONE)
        .param("worker", worker)
        .param("lease", lease.toMillis())
        .query(
            (row, number) ->
                new Attempt(
                    tenant,
                    row.getString("schema_name"),
                    row.getString("type"),
                    row.getObject("signed_up", OffsetDateTime.class).toInstant(),
                    row.getInt("number"),
                    row.getInt("since_retry")))
        .optional();
  }

  /** The note that it was not in vain. */
  public Alongside success(Attempt attempt) {
    return new Alongside(END, end(attempt, "succeeded", ""));
  }

  /** Notes that somebody else was faster. */
  public void superseded(Attempt attempt) {
    jdbc.sql(END).params(end(attempt, "superseded", "")).update();
  }

  void failed(Attempt attempt, String error) {
    jdbc.sql(END).params(end(attempt, "failed", error)).update();
  }

  void nextIn(TenantId tenant, Duration pause) {
    jdbc.sql(
            """
            UPDATE control.tenant SET next_attempt_at = now() + :pause * interval '1 millisecond'
            WHERE id = :tenant AND status = 'PENDING'
            """)
        .param("tenant", tenant.value())
        .param("pause", pause.toMillis())
        .update();
  }

  /**
   * Takes up to {@code limit} tenants that are due, and moves their next attempt so that no other
   * sweeper takes them too. One whose work order still waits in the outbox needs no second. The
   * pause grows with the tenant's age, up to the longest: workers with a long queue before them
   * don't need every order many times over.
   */
  public List<UUID> takeDue(Build.Kind kind, int limit, Duration pause, Duration longest) {
    return jdbc.sql(
            """
            UPDATE control.tenant
            SET next_attempt_at = now() + greatest(
                  :pause * interval '1 millisecond',
                  least(now() - created_at, :longest * interval '1 millisecond'))
            WHERE id IN (
              SELECT t.id FROM control.tenant t
              WHERE t.status = 'PENDING' AND t.next_attempt_at <= now() AND (t.clone_of IS NOT NULL) = :clone
                AND NOT EXISTS (
                  SELECT FROM control.outbox o
                  WHERE o.tenant_id = t.id AND o.type IN ('tenant.created', 'provision-tenant', 'clone-tenant'))
              ORDER BY t.next_attempt_at
              LIMIT :limit
              FOR UPDATE OF t SKIP LOCKED)
            RETURNING id
            """)
        .param("clone", kind == Build.Kind.CLONE)
        .param("limit", limit)
        .param("pause", pause.toMillis())
        .param("longest", longest.toMillis())
        .query(UUID.class)
        .list();
  }

  private static Map<String, @Nullable Object> end(Attempt attempt, String outcome, String error) {
    return Map.of(
        "attempted",
        attempt.tenant().value(),
        "attempt",
        attempt.number(),
        "outcome",
        outcome,
        "error",
        error);
  }
}
