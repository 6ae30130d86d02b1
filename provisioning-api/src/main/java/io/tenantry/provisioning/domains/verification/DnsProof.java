package io.tenantry.provisioning.domains.verification;

import io.tenantry.provisioning.domains.DomainChallenge;
import java.util.List;
import org.springframework.stereotype.Component;

/** Looks for the proof in the domain's DNS. */
@Component
class DnsProof {

  private final DomainNameSystem dns;

  DnsProof(DomainNameSystem dns) {
    this.dns = dns;
  }

  /**
   * @throws NoProofException if there is none, saying why
   */
  void check(DomainChallenge challenge) throws NoProofException {
    String name = challenge.recordName();
    List<String> texts = dns.texts(name);
    if (texts.isEmpty()) {
      throw new NoProofException(name + " has no TXT record");
    }
    if (!texts.contains(challenge.recordValue())) {
      throw new NoProofException(name + " has no TXT record with the value asked for");
    }
  }
}
