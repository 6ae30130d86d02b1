package io.tenantry.provisioning.domains.verification;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** Settings for tests that make the parts themselves. */
final class TestSettings {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private TestSettings() {}

  static VerificationProperties of(String dnsServer, Duration dnsTimeout, int port) {
    return of(dnsServer, dnsTimeout, http(port, PATIENCE, "127.0.0.1/32"));
  }

  static VerificationProperties of(
      String dnsServer, Duration dnsTimeout, VerificationProperties.Http http) {
    return new VerificationProperties(
        dnsServer,
        dnsTimeout,
        http,
        new VerificationProperties.Checks(
            Duration.ofMinutes(10),
            8,
            Duration.ofMinutes(1),
            Duration.ofHours(1),
            Duration.ofDays(14),
            Duration.ofDays(1),
            Duration.ofDays(7)));
  }

  static VerificationProperties.Http http(int port, Duration timeout, String... allowed) {
    return new VerificationProperties.Http(port, PATIENCE, timeout, 16_384, networks(allowed));
  }

  private static List<Network> networks(String... allowed) {
    return Stream.of(allowed).map(Network::valueOf).toList();
  }
}
