package io.tenantry.provisioning.domains.web;

import io.swagger.v3.oas.annotations.media.Schema;
import io.tenantry.provisioning.domains.Domain;
import io.tenantry.provisioning.domains.DomainChallenge;
import io.tenantry.provisioning.domains.DomainKind;
import io.tenantry.provisioning.domains.DomainStatus;
import io.tenantry.provisioning.domains.ProofMethod;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A domain as callers see it.
 *
 * @param primary whether links to the tenant use it
 * @param redirectUntil how long a REDIRECT is kept
 * @param verification how to prove it; null for the platform's own
 */
@Schema(name = "Domain")
record DomainView(
    @Schema(example = "shop.example.com") String domain,
    DomainKind kind,
    DomainStatus status,
    boolean primary,
    Instant createdAt,
    @Schema(nullable = true) @Nullable Instant verifiedAt,
    @Schema(nullable = true) @Nullable Instant redirectUntil,
    @Schema(nullable = true) @Nullable Verification verification) {

  static DomainView of(Domain domain) {
    DomainChallenge challenge = domain.challenge();
    return new DomainView(
        domain.name(),
        domain.kind(),
        domain.status(),
        domain.primary(),
        domain.createdAt(),
        domain.verifiedAt(),
        domain.redirectUntil(),
        challenge == null ? null : Verification.of(challenge, domain.checks()));
  }

  /**
   * How a domain is proved: by one of the two.
   *
   * @param verifiedBy by which it was; null for one that is trusted unproved
   * @param nextCheckAt null for not until somebody asks
   * @param lastError why the last check found no proof
   * @param failingSince since when a VERIFIED domain is without proof
   */
  @Schema(name = "DomainVerification")
  record Verification(
      DnsRecord dns,
      HttpAnswer http,
      @Schema(nullable = true) @Nullable ProofMethod verifiedBy,
      @Schema(nullable = true) @Nullable Instant lastCheckAt,
      @Schema(nullable = true) @Nullable Instant nextCheckAt,
      @Schema(nullable = true) @Nullable String lastError,
      @Schema(nullable = true) @Nullable Instant failingSince) {

    static Verification of(DomainChallenge challenge, Domain.Checks checks) {
      return new Verification(
          new DnsRecord(challenge.recordName(), "TXT", challenge.recordValue()),
          new HttpAnswer(challenge.url(), challenge.token()),
          checks.verifiedBy(),
          checks.lastAt(),
          checks.nextAt(),
          checks.lastError(),
          checks.failingSince());
    }
  }

  /** A record to publish in the domain's DNS. */
  @Schema(name = "DomainDnsRecord")
  record DnsRecord(
      @Schema(example = "_tenantry.shop.example.com") String name,
      @Schema(example = "TXT") String type,
      @Schema(example = "tenantry-verification=Zr0c5iGZnT2yZKjTq6x9m2nJ8dE") String value) {}

  /** What the domain's web server may answer instead. */
  @Schema(name = "DomainHttpAnswer")
  record HttpAnswer(
      @Schema(
              example =
                  "http://shop.example.com/.well-known/tenantry-challenge/Zr0c5iGZnT2yZKjTq6x9m2nJ8dE")
          String url,
      @Schema(example = "Zr0c5iGZnT2yZKjTq6x9m2nJ8dE") String body) {}
}
