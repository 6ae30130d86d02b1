package io.tenantry.provisioning.domains;

import io.tenantry.registry.TenantId;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads the domains of tenants. */
@Repository
public class Domains {

  private static final String SELECT =
      """
      SELECT tenant_id, name, status, is_primary, token, verified_by, created_at, verified_at,
             redirect_until, last_check_at, next_check_at, last_error, failing_since
      FROM control.domain
      """;

  private final JdbcClient jdbc;

  Domains(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** All of a tenant's, the primary one first, then the oldest. */
  public List<Domain> of(TenantId tenant) {
    return jdbc
        .sql(SELECT + "WHERE tenant_id = :tenant ORDER BY is_primary DESC, created_at, name")
        .param("tenant", tenant.value())
        .query(Row.class)
        .list()
        .stream()
        .map(Row::domain)
        .toList();
  }

  /**
   * One of a tenant's.
   *
   * @param name normalised
   * @throws DomainNotFoundException if the tenant has none of that name
   */
  public Domain get(TenantId tenant, String name) {
    return find(tenant, name).orElseThrow(() -> new DomainNotFoundException(name));
  }

  /** One of a tenant's, by its normalised name. */
  public Optional<Domain> find(TenantId tenant, String name) {
    return jdbc.sql(SELECT + "WHERE tenant_id = :tenant AND name = :name")
        .param("tenant", tenant.value())
        .param("name", name)
        .query(Row.class)
        .optional()
        .map(Row::domain);
  }

  /** How many of its own a tenant has brought along. */
  int countCustom(TenantId tenant) {
    return jdbc.sql(
            """
            SELECT count(*) FROM control.domain WHERE tenant_id = :tenant AND token IS NOT NULL
            """)
        .param("tenant", tenant.value())
        .query(Integer.class)
        .single();
  }

  /** The domain that the platform gave; of two, as there are during a renaming, the one in use. */
  public Optional<String> findDefault(TenantId tenant) {
    return jdbc.sql(
            """
            SELECT name FROM control.domain
            WHERE tenant_id = :tenant AND status = 'VERIFIED'
              AND token IS NULL AND redirect_until IS NULL
            ORDER BY created_at LIMIT 1
            """)
        .param("tenant", tenant.value())
        .query(String.class)
        .optional();
  }

  private record Row(
      UUID tenantId,
      String name,
      DomainStatus status,
      boolean isPrimary,
      @Nullable String token,
      @Nullable ProofMethod verifiedBy,
      OffsetDateTime createdAt,
      @Nullable OffsetDateTime verifiedAt,
      @Nullable OffsetDateTime redirectUntil,
      @Nullable OffsetDateTime lastCheckAt,
      @Nullable OffsetDateTime nextCheckAt,
      @Nullable String lastError,
      @Nullable OffsetDateTime failingSince) {

    Domain domain() {
      return new Domain(
          new TenantId(tenantId),
          name,
          kind(),
          status,
          isPrimary,
          token == null ? null : new DomainChallenge(name, token),
          new Domain.Checks(
              verifiedBy,
              instant(lastCheckAt),
              instant(nextCheckAt),
              lastError,
              instant(failingSince)),
          createdAt.toInstant(),
          instant(verifiedAt),
          instant(redirectUntil));
    }

    private DomainKind kind() {
      if (token != null) {
        return DomainKind.CUSTOM;
      }
      return redirectUntil == null ? DomainKind.DEFAULT : DomainKind.REDIRECT;
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
      return time == null ? null : time.toInstant();
    }
  }
}
