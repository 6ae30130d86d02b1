package io.tenantry.registry;

import io.tenantry.messaging.outbox.Alongside;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Who did what to which tenant, written in the transaction of the deed. */
public class Audit {

  private static final String DONE = "done";
  private static final String REFUSED = "refused";

  private static final String ENTRY =
      """
      INSERT INTO control.audit (at, actor, remote_address, action, tenant_id, detail, outcome)
      VALUES (:now, :actor, :address::text, :action, :subject::uuid,
              jsonb_build_object('text', :detail::text), :result)
      """;

  private final JdbcClient jdbc;
  private final Clock clock;

  Audit(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /**
   * @param action a stable name such as {@code tenant.create}
   * @param detail what else to remember, for people; never a secret
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public void record(Actor actor, String action, @Nullable TenantId tenant, String detail) {
    write(entry(actor, action, tenant, detail, DONE));
  }

  /**
   * Remembers what somebody tried in vain; nothing of it was written.
   *
   * @param detail why it was refused, for people; never a secret
   */
  @Transactional(propagation = Propagation.REQUIRES_NEW)
  public void refused(Actor actor, String action, @Nullable TenantId tenant, String detail) {
    write(entry(actor, action, tenant, detail, REFUSED));
  }

  private void write(Alongside entry) {
    jdbc.sql(entry.sql())
        .params(entry.parameters())
        .param("now", clock.instant().atOffset(ZoneOffset.UTC))
        .update();
  }

  /** The same, to be written with the event of the deed, and at its time. */
  Alongside entry(Actor actor, String action, @Nullable TenantId tenant, String detail) {
    return entry(actor, action, tenant, detail, DONE);
  }

  private static Alongside entry(
      Actor actor, String action, @Nullable TenantId tenant, String detail, String outcome) {
    Map<String, @Nullable Object> parameters = new HashMap<>();
    parameters.put("actor", actor.name());
    parameters.put("address", actor.remoteAddress());
    parameters.put("action", action);
    parameters.put("subject", tenant == null ? null : tenant.value());
    parameters.put("detail", detail);
    parameters.put("result", outcome);
    return new Alongside(ENTRY, parameters);
  }
}
