package io.tenantry.registry;

import java.sql.Types;
import java.time.Clock;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Who did what to which tenant, written in the transaction of the deed. */
public class Audit {

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
    jdbc.sql(
            """
            INSERT INTO control.audit (at, actor, remote_address, action, tenant_id, detail)
            VALUES (:at, :actor, :address, :action, :tenant, jsonb_build_object('text', :detail::text))
            """)
        .param("at", clock.instant().atOffset(ZoneOffset.UTC))
        .param("actor", actor.name())
        .param("address", actor.remoteAddress(), Types.VARCHAR)
        .param("action", action)
        .param("tenant", tenant == null ? null : tenant.value(), Types.OTHER)
        .param("detail", detail)
        .update();
  }
}
