package io.tenantry.provisioning.metrics;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** How long tenants wait to be built. */
@Repository
class PendingTenants {

  private final JdbcClient jdbc;

  PendingTenants(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * Seconds since the last event of that PENDING tenant which has had none for longest: its
   * sign-up, or the retry that made it PENDING again. Of very many only the oldest are looked at.
   */
  double longestWaitSeconds() {
    return jdbc.sql(
            """
            SELECT coalesce(extract(epoch FROM now() - min(last.at)), 0)
            FROM (SELECT id, created_at FROM control.tenant WHERE status = 'PENDING'
                  ORDER BY id LIMIT 200) pending
            CROSS JOIN LATERAL (
              SELECT coalesce(max(occurred_at), pending.created_at) AS at
              FROM control.tenant_event WHERE tenant_id = pending.id) last
            """)
        .query(Double.class)
        .single();
  }
}
