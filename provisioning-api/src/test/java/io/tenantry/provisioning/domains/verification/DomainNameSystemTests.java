package io.tenantry.provisioning.domains.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.tenantry.testing.DnsServer;
import io.tenantry.testing.DnsZone;
import java.net.InetAddress;
import java.time.Duration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DomainNameSystemTests {

  private static final String NAME = "_tenantry.shop.example";

  private final DnsServer server = DnsServer.start();
  private final DomainNameSystem dns = dns(Duration.ofSeconds(10));

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void joinsTheStringsOfOneRecordAndKeepsRecordsApart() throws NoProofException {
    server.zone().txt(NAME, "v=", "spf1").txt(NAME, "a=b").txt(NAME, "").txt(NAME, "\"x\"");

    assertThat(dns.texts(NAME)).containsExactlyInAnyOrder("v=spf1", "a=b", "", "\\x\\");
  }

  @Test
  void readsLongValues() throws NoProofException {
    server.zone().txt(NAME, "x".repeat(255), "y".repeat(100));

    assertThat(dns.texts(NAME)).containsExactly("x".repeat(255) + "y".repeat(100));
  }

  @Test
  void asksByTcpForWhatIsTooLongForUdp() throws NoProofException {
    for (int record = 0; record < 8; record++) {
      server.zone().txt(NAME, record + "x".repeat(200));
    }

    assertThat(dns.texts(NAME)).hasSize(8);
  }

  @Test
  void followsAliases() throws NoProofException {
    server.zone().cname(NAME, "proof.example").txt("proof.example", "a=b");

    assertThat(dns.texts(NAME)).containsExactly("a=b");
  }

  @Test
  void findsNothingWhereTheNameHasOtherRecordsOnly() throws NoProofException {
    server.zone().address(NAME, "1.1.1.1");

    assertThat(dns.texts(NAME)).isEmpty();
  }

  @Test
  void findsAllAddresses() throws NoProofException {
    server
        .zone()
        .cname("shop.example", "web.example")
        .address("web.example", "2606:4700::1")
        .address("web.example", "1.1.1.1")
        .address("web.example", "1.0.0.1");

    assertThat(dns.addresses("shop.example"))
        .containsExactlyInAnyOrder(
            InetAddress.ofLiteral("1.1.1.1"),
            InetAddress.ofLiteral("1.0.0.1"),
            InetAddress.ofLiteral("2606:4700::1"));
    assertThat(dns.addresses("shop.example").getLast().getAddress()).hasSize(16);
  }

  @Test
  void refusesAnIpv4AddressInTheClothesOfAnIpv6One() {
    byte[] mapped = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1, 1, 1, 1, 1};
    server.zone().ipv6("shop.example", mapped);

    assertNothing(() -> dns.addresses("shop.example"), "an IPv6 address that is none");
  }

  @Test
  void tellsThatANameHasNoAddress() {
    server.zone().txt("shop.example", "a=b");

    assertNothing(() -> dns.addresses("shop.example"), "shop.example has no address");
  }

  @Test
  void tellsThatANameDoesNotExist() {
    assertNothing(() -> dns.texts(NAME), NAME + ": there is no such name (NXDOMAIN)");
    assertNothing(() -> dns.addresses("shop.example"), "(NXDOMAIN)");
  }

  @ParameterizedTest
  @CsvSource({DnsZone.SERVFAIL + ", (SERVFAIL)", DnsZone.REFUSED + ", (REFUSED)", "1, no usable"})
  void tellsHowTheServerFailed(int code, String reason) {
    server.zone().fail(NAME, code);

    assertNothing(() -> dns.texts(NAME), reason);
  }

  @Test
  void givesUpOnAServerThatSaysNothing() {
    server.zone().keepSilent(NAME);

    assertNothing(
        () -> dns(Duration.ofMillis(50)).texts(NAME), NAME + ": no DNS server answered in time");
  }

  @Test
  void tellsThatThereIsNoServer() {
    DomainNameSystem nobody = dns(Duration.ofMillis(50));
    server.close();

    assertNothing(() -> nobody.texts(NAME), NAME + ": no DNS server");
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost:99999", "[::1", "[zz]", "a b", "host/path", "me@host"})
  void refusesAServerThatCanNotBeOne(String server) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new DomainNameSystem(TestSettings.of(server, Duration.ofSeconds(1), 80)))
        .withMessageContaining("tenantry.domains.dns-server")
        .withMessageContaining(server);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "127.0.0.1", "kube-dns.kube-system:53", "[::1]", "[::1]:5353"})
  void takesAServerInAnyForm(String server) {
    assertThatCode(() -> new DomainNameSystem(TestSettings.of(server, Duration.ofSeconds(1), 80)))
        .doesNotThrowAnyException();
  }

  private DomainNameSystem dns(Duration timeout) {
    return new DomainNameSystem(TestSettings.of(server.address(), timeout, 80));
  }

  private static void assertNothing(ThrowingCallable question, String reason) {
    assertThatExceptionOfType(NoProofException.class)
        .isThrownBy(question)
        .withMessageContaining(reason);
  }
}
