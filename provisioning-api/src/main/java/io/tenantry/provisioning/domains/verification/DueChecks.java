package io.tenantry.provisioning.domains.verification;

import io.tenantry.provisioning.domains.DomainChallenge;
import io.tenantry.provisioning.domains.DomainStatus;
import io.tenantry.registry.TenantId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The checks that are due. */
@Repository
class DueChecks {

  /** Far longer than a check takes: then whoever took it has died, and another does it. */
  static final Duration LEASE = Duration.ofMinutes(10);

  private final JdbcClient jdbc;
  private final Clock clock;

  DueChecks(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /**
   * Takes up to {@code limit}, the longest due first. Nobody else gets them for a while, however
   * many instances ask.
   */
  List<DueCheck> claim(int limit) {
    Instant now = clock.instant();
    return jdbc
        .sql(
            """
            WITH due AS (
              SELECT tenant_id, name FROM control.domain
              WHERE next_check_at <= :now AND status <> 'RELEASED' AND token IS NOT NULL
              ORDER BY next_check_at LIMIT :limit
              FOR UPDATE SKIP LOCKED)
            UPDATE control.domain d SET next_check_at = :lease
            FROM due WHERE d.tenant_id = due.tenant_id AND d.name = due.name
            RETURNING d.tenant_id, d.name, d.token, d.status, d.checks,
                      coalesce(d.checks_since, d.created_at) AS since, d.failing_since,
                      d.next_check_at AS lease
            """)
        .param("now", now.atOffset(ZoneOffset.UTC))
        .param("limit", limit)
        .param("lease", now.plus(LEASE).atOffset(ZoneOffset.UTC))
        .query(Row.class)
        .list()
        .stream()
        .map(Row::check)
        .toList();
  }

  private record Row(
      UUID tenantId,
      String name,
      String token,
      DomainStatus status,
      int checks,
      OffsetDateTime since,
      @Nullable OffsetDateTime failingSince,
      OffsetDateTime lease) {

    DueCheck check() {
      return new DueCheck(
          new TenantId(tenantId),
          new DomainChallenge(name, token),
          status,
          checks,
          since.toInstant(),
          failingSince == null ? null : failingSince.toInstant(),
          lease.toInstant());
    }
  }
}
