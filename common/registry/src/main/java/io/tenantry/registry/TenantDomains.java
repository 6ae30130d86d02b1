package io.tenantry.registry;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What becomes of a tenant's default domain when the tenant is renamed or deleted. */
final class TenantDomains {

  private final JdbcClient jdbc;
  private final Clock clock;

  TenantDomains(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /** The tenant's domain below the platform's, preferably that of its schema name. */
  Optional<String> ofPlatform(TenantId id, String preferred, String base) {
    return jdbc.sql(
            """
            SELECT name FROM control.domain
            WHERE tenant_id = :id AND status = 'VERIFIED' AND redirect_until IS NULL
              AND right(name, length(:base) + 1) = '.' || :base
            ORDER BY name <> :preferred, NOT is_primary, created_at LIMIT 1
            """)
        .param("id", id.value())
        .param("base", base)
        .param("preferred", preferred)
        .query(String.class)
        .optional();
  }

  /**
   * Takes a domain for the tenant, not as its primary one; keeps it from others from now on.
   *
   * @throws DomainTakenException if another tenant has it
   */
  void reserve(TenantId id, String domain) {
    try {
      jdbc.sql(
              """
              INSERT INTO control.domain (tenant_id, name, status, is_primary, created_at, verified_at)
              VALUES (:id, :name, 'VERIFIED', false, :now, :now)
              ON CONFLICT (tenant_id, name) DO UPDATE
              SET status = 'VERIFIED', verified_at = excluded.verified_at, redirect_until = NULL
              """)
          .param("id", id.value())
          .param("name", domain)
          .param("now", clock.instant().atOffset(ZoneOffset.UTC))
          .update();
    } catch (DuplicateKeyException e) {
      throw new DomainTakenException(domain);
    }
  }

  /** Gives back what was reserved. */
  void giveBack(TenantId id, String domain) {
    delete(id, domain);
  }

  /**
   * Puts the new default domain in the place of the old one.
   *
   * @param redirectDays for how many days the old one redirects to the primary one; 0 to give it
   *     back
   */
  void replace(TenantId id, String old, String replacement, int redirectDays) {
    int wasPrimary =
        jdbc.sql(
                """
                UPDATE control.domain SET is_primary = false
                WHERE tenant_id = :id AND name = :old AND is_primary
                """)
            .param("id", id.value())
            .param("old", old)
            .update();
    if (wasPrimary == 1) {
      jdbc.sql(
              """
              UPDATE control.domain SET is_primary = true
              WHERE tenant_id = :id AND name = :name
              """)
          .param("id", id.value())
          .param("name", replacement)
          .update();
    }
    if (redirectDays == 0) {
      delete(id, old);
    } else {
      jdbc.sql(
              """
              UPDATE control.domain
              SET redirect_until = :now::timestamptz + :days * interval '1 day'
              WHERE tenant_id = :id AND name = :old AND NOT is_primary
              """)
          .param("id", id.value())
          .param("old", old)
          .param("days", redirectDays)
          .param("now", clock.instant().atOffset(ZoneOffset.UTC))
          .update();
    }
  }

  /** Frees all domains of a tenant that is gone; until somebody takes them they lead to its end. */
  void release(TenantId id) {
    jdbc.sql(
            """
            UPDATE control.domain
            SET status = 'RELEASED', redirect_until = NULL, next_check_at = NULL
            WHERE tenant_id = :id
            """)
        .param("id", id.value())
        .update();
  }

  private void delete(TenantId id, String domain) {
    jdbc.sql("DELETE FROM control.domain WHERE tenant_id = :id AND name = :name AND NOT is_primary")
        .param("id", id.value())
        .param("name", domain)
        .update();
  }
}
