package io.tenantry.provisioning.domains;

import io.tenantry.registry.TenantId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Changes the rows of domains; the caller holds their tenant's row lock. */
@Repository
public class DomainWrites {

  /** So that nobody has us ask a stranger's servers all the time. */
  private static final Duration PAUSE = Duration.ofSeconds(10);

  private final JdbcClient jdbc;
  private final Clock clock;

  DomainWrites(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /** Makes this verified domain the primary one instead of whichever is. */
  public void makePrimary(TenantId tenant, String name) {
    jdbc.sql(
            """
            UPDATE control.domain SET is_primary = false
            WHERE tenant_id = :tenant AND is_primary AND name <> :name
            """)
        .param("tenant", tenant.value())
        .param("name", name)
        .update();
    jdbc.sql(
            """
            UPDATE control.domain SET is_primary = true WHERE tenant_id = :tenant AND name = :name
            """)
        .param("tenant", tenant.value())
        .param("name", name)
        .update();
  }

  void delete(Domain domain) {
    jdbc.sql("DELETE FROM control.domain WHERE tenant_id = :tenant AND name = :name")
        .param("tenant", domain.tenant().value())
        .param("name", domain.name())
        .update();
  }

  /** Has it checked as soon as a moment has gone by since the last time; counts anew. */
  void checkSoon(Domain domain) {
    Instant now = clock.instant();
    Instant last = domain.checks().lastAt();
    Instant next = last == null || last.plus(PAUSE).isBefore(now) ? now : last.plus(PAUSE);
    jdbc.sql(
            """
            UPDATE control.domain
            SET next_check_at = :next, checks_since = :now,
                checks = CASE status WHEN 'PENDING' THEN 0 ELSE checks END
            WHERE tenant_id = :tenant AND name = :name
            """)
        .param("next", next.atOffset(ZoneOffset.UTC))
        .param("now", now.atOffset(ZoneOffset.UTC))
        .param("tenant", domain.tenant().value())
        .param("name", domain.name())
        .update();
  }
}
