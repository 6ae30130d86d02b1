package io.tenantry.provisioning.domains.verification;

import io.tenantry.provisioning.domains.DomainChallenge;
import java.net.InetAddress;
import java.util.List;
import org.springframework.stereotype.Component;

/** Looks for the proof on the domain's web server. */
@Component
class HttpProof {

  private static final int OK = 200;

  private final DomainNameSystem dns;
  private final AddressPolicy policy;
  private final ChallengeClient client;

  HttpProof(DomainNameSystem dns, VerificationProperties settings) {
    this.dns = dns;
    this.policy = new AddressPolicy(settings.http().allowedNetworks());
    this.client = new ChallengeClient(settings.http());
  }

  /**
   * Every address of the domain must be a public one, and the very address that was looked at is
   * connected to: the name is not resolved again, so its DNS can't change its mind in between.
   *
   * @throws NoProofException if there is none, saying why
   */
  void check(DomainChallenge challenge) throws NoProofException {
    List<InetAddress> addresses = dns.addresses(challenge.domain());
    for (InetAddress address : addresses) {
      if (!policy.permits(address)) {
        throw new NoProofException(
            challenge.domain() + " has an address that is not public: " + address.getHostAddress());
      }
    }
    HttpAnswer answer = client.get(addresses, challenge.domain(), challenge.path());
    if (answer.status() != OK) {
      throw new NoProofException(
          challenge.url()
              + " answers "
              + answer.status()
              + ", not 200; redirects are not followed");
    }
    if (!answer.body().strip().equals(challenge.token())) {
      throw new NoProofException(challenge.url() + " answers something else than the token");
    }
  }
}
