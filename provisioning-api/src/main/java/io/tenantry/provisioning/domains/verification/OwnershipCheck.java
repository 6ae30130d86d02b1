package io.tenantry.provisioning.domains.verification;

import io.tenantry.provisioning.domains.DomainChallenge;
import io.tenantry.provisioning.domains.DomainStatus;
import io.tenantry.provisioning.domains.Domains;
import io.tenantry.provisioning.domains.ProofMethod;
import java.util.Collections;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Looks for the proof that a domain belongs to who claims it. Takes its time: seconds. */
@Component
class OwnershipCheck {

  private static final int LONGEST_REASON = 500;

  private final DnsProof dnsProof;
  private final HttpProof httpProof;
  private final DomainNameSystem dns;
  private final Domains domains;

  OwnershipCheck(DnsProof dnsProof, HttpProof httpProof, DomainNameSystem dns, Domains domains) {
    this.dnsProof = dnsProof;
    this.httpProof = httpProof;
    this.dns = dns;
    this.domains = domains;
  }

  Finding find(DueCheck due) {
    DomainChallenge challenge = due.challenge();
    String reason;
    try {
      dnsProof.check(challenge);
      return new Finding.Proved(ProofMethod.DNS);
    } catch (NoProofException e) {
      reason = "DNS: " + e.getMessage();
    }
    try {
      httpProof.check(challenge);
      return new Finding.Proved(ProofMethod.HTTP);
    } catch (NoProofException e) {
      reason += ". HTTP: " + e.getMessage();
    }
    return due.status() == DomainStatus.VERIFIED && leadsHere(due)
        ? new Finding.LeadsHere()
        : new Finding.Nothing(reason.substring(0, Math.min(LONGEST_REASON, reason.length())));
  }

  /**
   * Whether the domain has an address of the tenant's default one. Whoever proved a domain by his
   * web server, and then had it lead here as he was meant to, has no web server for the next proof.
   */
  private boolean leadsHere(DueCheck due) {
    Optional<String> platforms = domains.findDefault(due.tenant());
    try {
      return platforms.isPresent()
          && !Collections.disjoint(dns.addresses(due.name()), dns.addresses(platforms.get()));
    } catch (NoProofException e) {
      return false;
    }
  }
}
