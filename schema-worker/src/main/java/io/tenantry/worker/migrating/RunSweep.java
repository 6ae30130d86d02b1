package io.tenantry.worker.migrating;

import io.tenantry.registry.runs.RunSlots;
import io.tenantry.worker.sweeping.Sweep;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Looks after runs whose messages or workers were lost: claims that have run out are free again,
 * and a run whose places are not all taken gets one more message.
 */
@Component
class RunSweep implements Sweep {

  private final JdbcClient jdbc;
  private final RunSlots slots;
  private final MigratingProperties settings;

  RunSweep(JdbcClient jdbc, RunSlots slots, MigratingProperties settings) {
    this.jdbc = jdbc;
    this.slots = slots;
    this.settings = settings;
  }

  @Override
  @Transactional
  public int sweep() {
    free();
    List<UUID> due = due();
    due.forEach(slots::one);
    return due.size();
  }

  /** A row that is being migrated is locked, however old its claim: it is passed over. */
  private void free() {
    jdbc.sql(
            """
            UPDATE control.migration_run_tenant m
            SET state = CASE r.state WHEN 'CANCELLED' THEN 'SKIPPED' ELSE 'WAITING' END,
                claim = NULL, claimed_until = NULL, updated_at = now()
            FROM control.migration_run r,
              (SELECT run_id, tenant_id FROM control.migration_run_tenant
               WHERE state = 'RUNNING' AND claimed_until < now()
               LIMIT :limit FOR UPDATE SKIP LOCKED) old
            WHERE r.id = m.run_id AND m.run_id = old.run_id AND m.tenant_id = old.tenant_id
            """)
        .param("limit", BATCH * 10)
        .update();
  }

  private List<UUID> due() {
    return jdbc.sql(
            """
            UPDATE control.migration_run
            SET next_look_at = now() + :pause * interval '1 millisecond'
            WHERE id IN (
              SELECT r.id FROM control.migration_run r
              WHERE r.state = 'RUNNING' AND r.next_look_at <= now()
                AND r.concurrency > (
                  SELECT count(DISTINCT claim) FROM control.migration_run_tenant m
                  WHERE m.run_id = r.id AND m.state = 'RUNNING')
                AND (NOT EXISTS (
                       SELECT FROM control.migration_run_tenant m
                       WHERE m.run_id = r.id AND m.state IN ('WAITING', 'RUNNING', 'BUSY'))
                     OR r.shared = 'WAITING'
                     OR EXISTS (
                       SELECT FROM control.migration_run_tenant m
                       WHERE m.run_id = r.id AND m.state IN ('WAITING', 'BUSY')
                         AND m.next_attempt_at <= now()))
              LIMIT :limit FOR NO KEY UPDATE OF r SKIP LOCKED)
            RETURNING id
            """)
        .param("pause", settings.lookEvery().toMillis())
        .param("limit", BATCH - 1)
        .query(UUID.class)
        .list();
  }
}
