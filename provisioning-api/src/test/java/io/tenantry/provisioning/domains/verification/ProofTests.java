package io.tenantry.provisioning.domains.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tenantry.provisioning.domains.DomainChallenge;
import io.tenantry.provisioning.domains.WebServer;
import io.tenantry.testing.DnsServer;
import java.time.Duration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What counts as a proof, and to whom we talk to find out. */
class ProofTests {

  private static final String DOMAIN = "shop.example";
  private static final String TOKEN = "Zr0c5iGZnT2yZKjTq6x9m2nJ8dE";
  private static final String RECORD = "_tenantry.shop.example";
  private static final String VALUE = "tenantry-verification=" + TOKEN;

  private final DnsServer dns = DnsServer.start();
  private final WebServer web = new WebServer();
  private final DomainChallenge challenge = new DomainChallenge(DOMAIN, TOKEN);

  @AfterEach
  void stop() {
    dns.close();
    web.close();
  }

  @Test
  void takesTheRecordForAProofAmongOthersAndInPieces() {
    dns.zone().txt(RECORD, "v=spf1 -all").txt(RECORD, "tenantry-verification=", TOKEN);

    assertThatCode(() -> dnsProof().check(challenge)).doesNotThrowAnyException();
  }

  @Test
  void takesTheRecordForAProofWhereTheNameIsAnAlias() {
    dns.zone().cname(RECORD, "proofs.example").txt("proofs.example", VALUE);

    assertThatCode(() -> dnsProof().check(challenge)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        TOKEN,
        "tenantry-verification=",
        "tenantry-verification=other",
        "tenantry-verification=" + TOKEN + "x",
        "x" + VALUE
      })
  void takesNoOtherRecordForAProof(String value) {
    dns.zone().txt(RECORD, value);

    assertNoProof(() -> dnsProof().check(challenge), "no TXT record with the value asked for");
  }

  @Test
  void takesNoRecordOfTheDomainItselfForAProof() {
    dns.zone().txt(DOMAIN, VALUE).address(RECORD, "1.1.1.1");

    assertNoProof(() -> dnsProof().check(challenge), RECORD + " has no TXT record");
  }

  @ParameterizedTest
  @ValueSource(strings = {TOKEN, TOKEN + "\n", "  " + TOKEN + "\r\n"})
  void takesTheTokenForAProof(String body) {
    dns.zone().address(DOMAIN, "127.0.0.1");
    web.answersWithBody(body);

    assertThatCode(() -> httpProof("127.0.0.1/32").check(challenge)).doesNotThrowAnyException();
    assertThat(web.requests().getFirst())
        .startsWith("GET /.well-known/tenantry-challenge/" + TOKEN + " HTTP/1.1\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "other", TOKEN + TOKEN, "<p>" + TOKEN + "</p>"})
  void takesNoOtherAnswerForAProof(String body) {
    dns.zone().address(DOMAIN, "127.0.0.1");
    web.answersWithBody(body);

    assertNoProof(() -> httpProof("127.0.0.1/32").check(challenge), "something else");
  }

  @Test
  void takesNoRedirectForAProof() {
    dns.zone().address(DOMAIN, "127.0.0.1");
    web.answers("HTTP/1.1 301 Moved\r\nLocation: http://proof.example/\r\n\r\n" + TOKEN);

    assertNoProof(() -> httpProof("127.0.0.1/32").check(challenge), "answers 301, not 200");
    assertThat(web.requests()).hasSize(1);
  }

  @Test
  void doesNotTalkToPrivateAddresses() {
    dns.zone().address(DOMAIN, "127.0.0.1");
    web.answersWithBody(TOKEN);

    assertNoProof(
        () -> httpProof().check(challenge), "has an address that is not public: 127.0.0.1");
    assertThat(web.requests()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"10.0.0.1", "169.254.169.254", "fd00::1", "::1"})
  void doesNotTalkToADomainWithAPrivateAddressAmongItsOthers(String address) {
    dns.zone().address(DOMAIN, "127.0.0.1").address(DOMAIN, address);
    web.answersWithBody(TOKEN);

    assertNoProof(() -> httpProof("127.0.0.1/32").check(challenge), "not public");
    assertThat(web.requests()).isEmpty();
  }

  @Test
  void connectsToTheAddressThatItLookedAtWhateverTheNameResolvesToNext() {
    dns.zone().inTurn(DOMAIN, "127.0.0.1", "127.0.0.2");
    web.answersWithBody(TOKEN);

    assertThatCode(() -> httpProof("127.0.0.1/32").check(challenge)).doesNotThrowAnyException();
    assertThat(dns.zone().askedForIpv4(DOMAIN)).isEqualTo(1);
    assertThat(web.requests()).hasSize(1);
  }

  private DnsProof dnsProof() {
    return new DnsProof(names(TestSettings.http(80, Duration.ofSeconds(1))));
  }

  private HttpProof httpProof(String... allowed) {
    var http = TestSettings.http(web.port(), Duration.ofSeconds(30), allowed);
    return new HttpProof(names(http), settings(http));
  }

  private DomainNameSystem names(VerificationProperties.Http http) {
    return new DomainNameSystem(settings(http));
  }

  private VerificationProperties settings(VerificationProperties.Http http) {
    return TestSettings.of(dns.address(), Duration.ofSeconds(10), http);
  }

  private static void assertNoProof(ThrowingCallable check, String reason) {
    assertThatExceptionOfType(NoProofException.class)
        .isThrownBy(check)
        .withMessageContaining(reason);
  }
}
