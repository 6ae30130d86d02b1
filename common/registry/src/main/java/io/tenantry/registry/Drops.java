package io.tenantry.registry;

import io.tenantry.events.TenantDeleted;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The worker's side of a deletion: what is due, what has begun, what is done. */
public class Drops {

  private final JdbcClient jdbc;
  private final Tenants tenants;
  private final StepWriter steps;
  private final TenantDomains domains;

  Drops(JdbcClient jdbc, Tenants tenants, StepWriter steps, TenantDomains domains) {
    this.jdbc = jdbc;
    this.tenants = tenants;
    this.steps = steps;
    this.domains = domains;
  }

  /**
   * A drop that has begun.
   *
   * @param built whether schema and role are the tenant's own; what else bears the name of a tenant
   *     that was never built is somebody else's
   * @param failures how often it was tried in vain
   */
  public record Drop(TenantId tenant, SqlIdentifier role, boolean built, int failures) {}

  /**
   * Begins, or goes on with, the drop of a tenant whose grace period is over; from now on it can't
   * be restored. Empty if there is nothing to drop.
   *
   * @param lease after which another worker may take over
   */
  @Transactional
  public Optional<Drop> begin(TenantId id, Duration lease) {
    return jdbc.sql(
            """
            UPDATE control.tenant t
            SET drop_started_at = coalesce(drop_started_at, now()),
                next_attempt_at = now() + :lease * interval '1 millisecond'
            WHERE id = :id AND status = 'DELETING' AND drop_after <= now()
            RETURNING role_name, work_failures, activated_at IS NOT NULL OR EXISTS (
              SELECT FROM control.build_progress p WHERE p.tenant_id = t.id) AS built
            """)
        .param("id", id.value())
        .param("lease", lease.toMillis())
        .query(
            (row, number) ->
                new Drop(
                    id,
                    new SqlIdentifier(row.getString("role_name")),
                    row.getBoolean("built"),
                    row.getInt("work_failures")))
        .optional();
  }

  /**
   * Locks the row of a tenant whose drop has begun, before the last of its schema goes.
   *
   * @return false if somebody else has ended it already
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public boolean lock(Drop drop) {
    return tenants
        .lock(drop.tenant())
        .filter(tenant -> tenant.status() == TenantStatus.DELETING)
        .isPresent();
  }

  /** DELETING → DELETED: the schema is gone; names and domains are free. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void end(Drop drop, Actor actor) {
    TenantId id = drop.tenant();
    Tenant before = tenants.lock(id).orElseThrow();
    domains.release(id);
    jdbc.sql("DELETE FROM control.build_progress WHERE tenant_id = :id")
        .param("id", id.value())
        .update();
    Tenant after =
        steps.write(
            before,
            """
            UPDATE control.tenant
            SET status = 'DELETED', next_attempt_at = NULL, renaming_to = NULL,
                rename_domain = NULL, work_failures = 0, work_error = NULL,
                sequence = sequence + 1
            WHERE id = :id AND status = :status AND sequence = :sequence
            """,
            Map.of());
    steps.tell(
        new TenantDeleted(id.value(), after.sequence(), after.schemaName().value()),
        actor,
        "tenant.drop",
        after.schemaName().value());
  }

  /** Frees the domains of a tenant that is DELETED, should {@link #end} have left any. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void releaseDomains(TenantId id) {
    if (tenants.lock(id).filter(tenant -> tenant.status() == TenantStatus.DELETED).isPresent()) {
      domains.release(id);
    }
  }

  /** Notes why it was in vain, and when to try again. */
  @Transactional
  public void failed(Drop drop, String error, Duration pause) {
    jdbc.sql(
            """
            UPDATE control.tenant
            SET work_failures = work_failures + 1, work_error = left(:error, 4000),
                next_attempt_at = now() + :pause * interval '1 millisecond'
            WHERE id = :id AND status = 'DELETING'
            """)
        .param("id", drop.tenant().value())
        .param("error", error)
        .param("pause", pause.toMillis())
        .update();
  }

  /**
   * Takes up to {@code limit} tenants whose drop is due, and moves their next attempt so that no
   * other sweeper takes them too.
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public List<UUID> takeDue(int limit, Duration pause) {
    return jdbc.sql(
            """
            UPDATE control.tenant SET next_attempt_at = now() + :pause * interval '1 millisecond'
            WHERE id IN (
              SELECT t.id FROM control.tenant t
              WHERE t.status = 'DELETING' AND t.next_attempt_at <= now() AND t.drop_after <= now()
                AND NOT EXISTS (SELECT FROM control.outbox o
                                WHERE o.tenant_id = t.id AND o.type = 'drop-tenant')
              ORDER BY t.next_attempt_at
              LIMIT :limit
              FOR UPDATE OF t SKIP LOCKED)
            RETURNING id
            """)
        .param("limit", limit)
        .param("pause", pause.toMillis())
        .query(UUID.class)
        .list();
  }
}
