package io.tenantry.provisioning.domains;

import io.tenantry.registry.TenantId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A domain of a tenant.
 *
 * @param name normalised
 * @param primary whether links to the tenant use it
 * @param challenge how its ownership is proved; null for the platform's own
 * @param checks what became of looking for that proof
 * @param redirectUntil how long a {@link DomainKind#REDIRECT} is kept
 */
public record Domain(
    TenantId tenant,
    String name,
    DomainKind kind,
    DomainStatus status,
    boolean primary,
    @Nullable DomainChallenge challenge,
    Checks checks,
    Instant createdAt,
    @Nullable Instant verifiedAt,
    @Nullable Instant redirectUntil) {

  /**
   * What became of looking for the proof.
   *
   * @param verifiedBy how it was proved; null for a domain that is trusted unproved
   * @param nextAt when it is looked for again; null for not until somebody asks
   * @param lastError why the last check found nothing
   * @param failingSince since when a VERIFIED domain is without proof
   */
  public record Checks(
      @Nullable ProofMethod verifiedBy,
      @Nullable Instant lastAt,
      @Nullable Instant nextAt,
      @Nullable String lastError,
      @Nullable Instant failingSince) {}
}
