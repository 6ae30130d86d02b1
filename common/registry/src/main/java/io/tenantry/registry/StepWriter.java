package io.tenantry.registry;

import io.tenantry.events.TenantEvent;
import io.tenantry.messaging.outbox.Alongside;
import io.tenantry.messaging.outbox.Outbox;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Writes a step of a tenant's life: the row, then the event and the audit entry beside it. */
final class StepWriter {

  private final JdbcClient jdbc;
  private final Tenants tenants;
  private final Outbox outbox;
  private final Audit audit;

  StepWriter(JdbcClient jdbc, Tenants tenants, Outbox outbox, Audit audit) {
    this.jdbc = jdbc;
    this.tenants = tenants;
    this.outbox = outbox;
    this.audit = audit;
  }

  /**
   * Changes the tenant's row.
   *
   * @param before the tenant, locked by this transaction
   * @param update an UPDATE that counts {@code sequence} up and names {@code :id}, {@code :status}
   *     and {@code :sequence} of the tenant before
   * @return the tenant as it is now
   */
  Tenant write(Tenant before, String update, Map<String, ? extends @Nullable Object> values) {
    return jdbc.sql(TenantRow.changedBy(update))
        .params(values)
        .param("id", before.id().value())
        .param("status", before.status().name())
        .param("sequence", before.sequence())
        .query(TenantRow::map)
        .optional()
        .orElseThrow(
            () -> new IllegalStateException("tenant " + before.id() + " changed under its lock"));
  }

  /**
   * Changes the row of a tenant that should be PENDING.
   *
   * @param update an UPDATE that counts {@code sequence} up and names {@code :id} and PENDING
   * @return the tenant as it is now; null if it was not PENDING
   */
  @Nullable Tenant writePending(TenantId id, String update, Map<String, ?> values) {
    return jdbc.sql(TenantRow.changedBy(update))
        .params(values)
        .param("id", id.value())
        .query(TenantRow::map)
        .optional()
        .orElse(null);
  }

  /**
   * Tells of it: to whoever listens, and to whoever asks later who did it.
   *
   * @param changes what is to be written with it
   */
  void tell(TenantEvent event, Actor actor, String action, String detail, Alongside... changes) {
    Alongside[] all = Arrays.copyOf(changes, changes.length + 1);
    all[changes.length] = audit.entry(actor, action, new TenantId(event.tenantId()), detail);
    outbox.append(event, all);
  }
}
