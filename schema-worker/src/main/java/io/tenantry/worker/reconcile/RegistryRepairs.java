package io.tenantry.worker.reconcile;

import io.tenantry.events.TenantPrimaryDomainChanged;
import io.tenantry.messaging.outbox.Outbox;
import io.tenantry.registry.Drops;
import io.tenantry.registry.Sequences;
import io.tenantry.registry.SqlIdentifier;
import io.tenantry.registry.TenantId;
import io.tenantry.worker.reconcile.Histories.History;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Repairs of what the registry says. */
@Component
class RegistryRepairs {

  /** The domain that becomes the primary one of tenant t; one that redirects can't. */
  static final String PRIMARY_CANDIDATE =
      """
      SELECT d.name FROM control.domain d
      WHERE d.tenant_id = t.id AND d.status = 'VERIFIED' AND d.redirect_until IS NULL
      ORDER BY d.verified_at, d.name
      LIMIT 1
      """;

  private final JdbcClient jdbc;
  private final Sequences sequences;
  private final Outbox outbox;
  private final Drops drops;
  private final Histories histories;

  RegistryRepairs(JdbcClient jdbc, Sequences sequences, Outbox outbox, Drops drops) {
    this.jdbc = jdbc;
    this.drops = drops;
    this.sequences = sequences;
    this.outbox = outbox;
    this.histories = new Histories(jdbc);
  }

  RepairOutcome releaseDomains(RepairOrder order) {
    drops.releaseDomains(tenant(order));
    return RepairOutcome.repaired("The domains of the deleted tenant are free.");
  }

  RepairOutcome choosePrimaryDomain(RepairOrder order) {
    TenantId tenant = tenant(order);
    String domain =
        jdbc.sql(
                """
                UPDATE control.domain SET is_primary = true
                WHERE tenant_id = :tenant AND name = (
                  SELECT candidate.name
                  FROM control.tenant t CROSS JOIN LATERAL (%s) candidate
                  WHERE t.id = :tenant)
                RETURNING name
                """
                    .formatted(PRIMARY_CANDIDATE))
            .param("tenant", tenant.value())
            .query(String.class)
            .single();
    outbox.append(new TenantPrimaryDomainChanged(tenant.value(), sequences.next(tenant), domain));
    return RepairOutcome.repaired(domain + " is the primary domain now.");
  }

  RepairOutcome correctVersion(RepairOrder order) {
    List<History> found = histories.disagreeing(List.of(new SqlIdentifier(order.subject())));
    if (found.isEmpty() || !found.getFirst().isRepairable()) {
      return RepairOutcome.refused("The history does not say which version the schema has.");
    }
    History history = found.getFirst();
    // Without a fingerprint it counts as behind, and the next run looks at all of its history.
    jdbc.sql(
            """
            UPDATE control.tenant SET schema_version = :version, schema_fingerprint = NULL
            WHERE id = :tenant
            """)
        .param("version", Objects.requireNonNull(history.newest()))
        .param("tenant", history.id())
        .update();
    return RepairOutcome.repaired(
        "The registry said version %s and says %s now."
            .formatted(history.schemaVersion(), history.newest()));
  }

  RepairOutcome orderAgain(RepairOrder order) {
    jdbc.sql(
            """
            UPDATE control.tenant SET next_attempt_at = now()
            WHERE id = :tenant AND status = 'PENDING'
            """)
        .param("tenant", tenant(order).value())
        .update();
    return RepairOutcome.ordered("The next sweep orders the build.");
  }

  RepairOutcome sendNow(RepairOrder order) {
    jdbc.sql(
            """
            UPDATE control.outbox SET attempts = 0, next_attempt_at = now()
            WHERE message_id = :message
            RETURNING pg_notify('tenantry_outbox', '')
            """)
        .param("message", UUID.fromString(order.subject()))
        .query((row, number) -> true)
        .list();
    return RepairOutcome.ordered("The next relay publishes it.");
  }

  private static TenantId tenant(RepairOrder order) {
    return Objects.requireNonNull(order.tenant());
  }
}
