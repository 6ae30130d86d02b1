package io.tenantry.provisioning.operations;

import io.tenantry.registry.Actor;
import io.tenantry.registry.ExpectedVersion;
import io.tenantry.registry.TenantId;
import io.tenantry.registry.TenantLifecycle;
import io.tenantry.registry.TenantNotFoundException;
import io.tenantry.registry.WrongStatusException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Has many FAILED tenants built anew, as after a fault that hit all of them. */
@Component
public class FailedTenants {

  private static final Duration WHILE = Duration.ofSeconds(15);

  private final JdbcClient jdbc;
  private final TenantLifecycle lifecycle;

  FailedTenants(JdbcClient jdbc, TenantLifecycle lifecycle) {
    this.jdbc = jdbc;
    this.lifecycle = lifecycle;
  }

  /**
   * Each in a transaction of its own, with its event and its audit entry, as much as goes in some
   * seconds. Whoever is not FAILED any more is passed over.
   *
   * @param type null for every tenant type
   * @param statusReason the beginning of it; null for whatever it is
   * @param limit how many at most, oldest first
   * @return how many are PENDING again
   */
  public int retry(
      @Nullable String type, @Nullable String statusReason, int limit, String reason, Actor actor) {
    long end = System.nanoTime() + WHILE.toNanos();
    int retried = 0;
    for (UUID id : failed(type, statusReason, limit)) {
      if (System.nanoTime() > end) {
        break;
      }
      try {
        lifecycle.retry(new TenantId(id), ExpectedVersion.ANY, reason, actor);
        retried++;
      } catch (WrongStatusException | TenantNotFoundException e) {
        // Somebody else was quicker.
      }
    }
    return retried;
  }

  private List<UUID> failed(@Nullable String type, @Nullable String statusReason, int limit) {
    return jdbc.sql(
            """
            SELECT id FROM control.tenant
            WHERE status = 'FAILED'
              AND (:type::text IS NULL OR type = :type)
              AND (:reason::text IS NULL OR starts_with(status_reason, :reason))
            ORDER BY id
            LIMIT :limit
            """)
        .param("type", type)
        .param("reason", statusReason)
        .param("limit", limit)
        .query(UUID.class)
        .list();
  }
}
