package io.tenantry.worker.reconcile;

import io.tenantry.registry.TenantId;
import io.tenantry.registry.findings.FindingKind;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Repairs that were asked for. The row's lock is the claim: a worker that dies loses both. */
@Repository
class RepairOrders {

  private static final String[] KINDS =
      Arrays.stream(FindingKind.values()).map(FindingKind::text).toArray(String[]::new);

  private final JdbcClient jdbc;

  RepairOrders(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  private record Row(
      long id, String kind, String subject, @Nullable UUID tenantId, String repairRequestedBy) {

    Optional<RepairOrder> order() {
      return FindingKind.find(kind)
          .map(
              known ->
                  new RepairOrder(
                      id,
                      known,
                      subject,
                      tenantId == null ? null : new TenantId(tenantId),
                      repairRequestedBy));
    }
  }

  /** The one that has waited longest and that nobody is at, locked until the transaction's end. */
  Optional<RepairOrder> next() {
    return jdbc.sql(
            """
            SELECT id, kind, subject, tenant_id, repair_requested_by
            FROM control.finding
            WHERE repair_requested_at IS NOT NULL AND repair_ended_at IS NULL
              AND kind = ANY (:kinds)
            ORDER BY repair_requested_at
            LIMIT 1
            FOR UPDATE SKIP LOCKED
            """)
        .param("kinds", KINDS)
        .query(Row.class)
        .optional()
        .flatMap(Row::order);
  }

  void end(RepairOrder order, RepairOutcome outcome, boolean resolved) {
    jdbc.sql(
            """
            UPDATE control.finding
            SET repair_ended_at = clock_timestamp(), repair_outcome = :outcome,
                repair_detail = left(:detail, 1000),
                resolved_at = CASE WHEN :resolved THEN coalesce(resolved_at, clock_timestamp())
                              ELSE resolved_at END
            WHERE id = :id
            """)
        .param("id", order.finding())
        .param("outcome", outcome.result().text())
        .param("detail", outcome.detail())
        .param("resolved", resolved)
        .update();
  }
}
