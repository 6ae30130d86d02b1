package io.tenantry.provisioning.domains;

import io.tenantry.events.TenantDomainRemoved;
import io.tenantry.messaging.outbox.Outbox;
import io.tenantry.registry.Actor;
import io.tenantry.registry.Audit;
import io.tenantry.registry.Sequences;
import io.tenantry.registry.TenantId;
import io.tenantry.registry.Tenants;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Ends the redirects that renamed tenants kept for a while. */
@Repository
class Redirects {

  private static final Actor ACTOR = new Actor("redirect-sweep", null);

  private final JdbcClient jdbc;
  private final Tenants tenants;
  private final Sequences sequences;
  private final Outbox outbox;
  private final Audit audit;
  private final Clock clock;

  Redirects(
      JdbcClient jdbc,
      Tenants tenants,
      Sequences sequences,
      Outbox outbox,
      Audit audit,
      Clock clock) {
    this.jdbc = jdbc;
    this.tenants = tenants;
    this.sequences = sequences;
    this.outbox = outbox;
    this.audit = audit;
    this.clock = clock;
  }

  /** A domain whose time is over. */
  record Ended(UUID tenantId, String name) {}

  /** Up to {@code limit} whose time is over, the oldest first. */
  List<Ended> ended(int limit) {
    return jdbc.sql(
            """
            SELECT tenant_id, name FROM control.domain
            WHERE redirect_until <= :now AND status = 'VERIFIED'
            ORDER BY redirect_until LIMIT :limit
            """)
        .param("now", now())
        .param("limit", limit)
        .query(Ended.class)
        .list();
  }

  /**
   * Removes it, and tells of it. Locks the tenant first, as everybody does, so of two instances the
   * second finds nothing.
   *
   * @return whether it was there
   */
  @Transactional
  boolean remove(Ended ended) {
    TenantId tenant = new TenantId(ended.tenantId());
    tenants.lock(tenant);
    int removed =
        jdbc.sql(
                """
                DELETE FROM control.domain
                WHERE tenant_id = :tenant AND name = :name AND status = 'VERIFIED'
                  AND redirect_until <= :now
                """)
            .param("tenant", ended.tenantId())
            .param("name", ended.name())
            .param("now", now())
            .update();
    if (removed == 0) {
      return false;
    }
    outbox.append(new TenantDomainRemoved(ended.tenantId(), sequences.next(tenant), ended.name()));
    audit.record(ACTOR, "tenant.end-redirect", tenant, ended.name());
    return true;
  }

  private OffsetDateTime now() {
    return clock.instant().atOffset(ZoneOffset.UTC);
  }
}
