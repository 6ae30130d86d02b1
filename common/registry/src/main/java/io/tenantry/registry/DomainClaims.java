package io.tenantry.registry;

import java.sql.Types;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Gives tenants domains. Whether a domain is free, the unique index of verified ones decides; a
 * concurrent claim is waited for.
 */
public class DomainClaims {

  private final JdbcClient jdbc;
  private final Clock clock;
  private final Duration firstCheck;

  /**
   * @param firstCheck after which the ownership of a customer's domain is looked for
   */
  DomainClaims(JdbcClient jdbc, Clock clock, Duration firstCheck) {
    this.jdbc = jdbc;
    this.clock = clock;
    this.firstCheck = firstCheck;
  }

  /**
   * A domain of the platform's own: verified, since nobody else can have it.
   *
   * @throws DomainTakenException if another tenant has it; the transaction rolls back
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public void addPlatforms(TenantId tenant, String domain, boolean primary) {
    insert(tenant, domain, true, primary, null);
  }

  /**
   * A domain of the customer's: verified if it is trusted, else PENDING until he proves it.
   *
   * @throws DomainTakenException if it is verified for another tenant; the transaction rolls back
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public void addCustomers(TenantId tenant, String domain, boolean trusted, boolean primary) {
    insert(tenant, domain, trusted, primary, DomainToken.next());
  }

  private void insert(
      TenantId tenant, String domain, boolean verified, boolean primary, @Nullable String token) {
    Instant now = clock.instant();
    try {
      int inserted =
          jdbc.sql(
                  """
                  INSERT INTO control.domain
                    (tenant_id, name, status, is_primary, token, created_at, verified_at, next_check_at)
                  SELECT :tenant, :name, :status, :primary, :token, :now, :verifiedAt, :check
                  WHERE NOT EXISTS (SELECT FROM control.domain WHERE name = :name AND status = 'VERIFIED')
                  """)
              .param("tenant", tenant.value())
              .param("name", domain)
              .param("status", verified ? "VERIFIED" : "PENDING")
              .param("primary", primary)
              .param("token", token, Types.VARCHAR)
              .param("now", at(now))
              .param("verifiedAt", verified ? at(now) : null, Types.TIMESTAMP_WITH_TIMEZONE)
              .param(
                  "check",
                  verified ? null : at(now.plus(firstCheck)),
                  Types.TIMESTAMP_WITH_TIMEZONE)
              .update();
      if (inserted == 0) {
        throw new DomainTakenException(domain);
      }
    } catch (DuplicateKeyException e) {
      throw new DomainTakenException(domain);
    }
  }

  private static OffsetDateTime at(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
