package io.tenantry.tenancy.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tenantry.events.HostName;
import io.tenantry.problems.ProblemException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpStatus;
import org.springframework.mock.web.MockHttpServletRequest;

class HostTenantResolverUnitTests {

  private final HostTenantResolver resolver =
      new HostTenantResolver(
          new RequestedHost(
              new TrustedProxies(
                  List.of(AddressRange.parse("10.1.0.0/16"), AddressRange.parse("fd00::/8")))),
          HostName.parse("localhost"));

  private Destination destination(MockHttpServletRequest request) {
    return resolver.resolve(request).orElseThrow();
  }

  private static MockHttpServletRequest request(String host) {
    MockHttpServletRequest request = new MockHttpServletRequest();
    request.setServerName(host);
    request.setRemoteAddr("192.0.2.1");
    return request;
  }

  @ParameterizedTest
  @CsvSource({
    "tienda1.localhost,        tienda1.localhost",
    "TIENDA1.LocalHost,        tienda1.localhost",
    "tienda1.localhost.,       tienda1.localhost",
    "www.tienda1.localhost,    tienda1.localhost",
    "WWW.Tienda1.localhost.,   tienda1.localhost",
    "tienda1.localhost:8081,   tienda1.localhost",
    "compañía.example,         xn--compaa-7va5a.example",
    "xn--compaa-7va5a.example, xn--compaa-7va5a.example",
    "a--b.example,             a--b.example",
  })
  void findsTheDomainHoweverItIsWritten(String host, String domain) {
    assertThat(destination(request(host))).isEqualTo(new Destination.OfDomain(domain));
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost", "LOCALHOST.", "www.localhost", "localhost:8081"})
  void leadsToThePublicSiteOnTheBaseDomain(String host) {
    assertThat(destination(request(host))).isEqualTo(new Destination.PublicSite());
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "10.0.0.7", "[::1]", "[2001:db8::1]"})
  void leadsNowhereByAnAddress(String host) {
    assertThat(destination(request(host))).isEqualTo(new Destination.Nobody());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ".",
        "..",
        "a..b",
        "-a.b",
        "a-.b",
        "a_b.c",
        "a b.c",
        "a'b.c",
        "a;drop",
        "a/b",
        "*.a.b",
        "http://a.b",
        "a.b:",
        "a.b:123456",
        "a.b:80:80",
        "[::1",
        "[zz]",
        "a.b..",
        "1.2.3.4.5"
      })
  void refusesWhatIsNoHost(String host) {
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> destination(request(host)))
        .satisfies(e -> assertThat(e.getStatusCode()).isEqualTo(HttpStatus.BAD_REQUEST))
        .satisfies(
            e ->
                assertThat(e.getBody().getType()).hasToString("urn:tenantry:problem:invalid-host"));
  }

  @Test
  void refusesNamesThatAreTooLong() {
    for (String host : List.of("a".repeat(64) + ".b", "a.".repeat(130) + "b", "a".repeat(5000))) {
      assertThatExceptionOfType(ProblemException.class)
          .isThrownBy(() -> destination(request(host)));
    }
  }

  @Test
  void ignoresForwardedHostsOfStrangers() {
    MockHttpServletRequest request = request("tienda1.localhost");
    request.addHeader("X-Forwarded-Host", "tienda2.localhost");
    request.addHeader("Forwarded", "host=tienda2.localhost");

    assertThat(destination(request)).isEqualTo(new Destination.OfDomain("tienda1.localhost"));
  }

  @ParameterizedTest
  @CsvSource({
    "10.1.2.3,  X-Forwarded-Host, shop.example",
    "10.1.2.3,  X-Forwarded-Host, 'tienda2.localhost, shop.example:443'",
    "fd12::1,   Forwarded,        'for=1.2.3.4;host=\"Shop.Example:443\";proto=https'",
    "10.1.2.3,  Forwarded,        'host=tienda2.localhost, for=x;HOST=shop.example'",
  })
  void believesTrustedProxiesAboutTheHost(String peer, String header, String value) {
    MockHttpServletRequest request = request("inner.localhost");
    request.setRemoteAddr(peer);
    request.addHeader(header, value);

    assertThat(destination(request)).isEqualTo(new Destination.OfDomain("shop.example"));
  }

  @Test
  void believesTheHeaderThatTheNearestProxyAdded() {
    MockHttpServletRequest request = request("inner.localhost");
    request.setRemoteAddr("10.1.2.3");
    request.addHeader("X-Forwarded-Host", "tienda2.localhost");
    request.addHeader("X-Forwarded-Host", "shop.example");

    assertThat(destination(request)).isEqualTo(new Destination.OfDomain("shop.example"));
  }

  @Test
  void refusesAHeaderOfTheCallersBesideTheProxys() {
    MockHttpServletRequest request = request("inner.localhost");
    request.setRemoteAddr("10.1.2.3");
    request.addHeader("Forwarded", "for=1.2.3.4;host=tienda2.localhost");
    request.addHeader("X-Forwarded-Host", "shop.example");

    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> destination(request))
        .satisfies(e -> assertThat(e.getStatusCode()).isEqualTo(HttpStatus.BAD_REQUEST));
  }

  @ParameterizedTest
  @CsvSource({
    "10.1.0.0/16, 10.1.255.255, true",
    "10.1.0.0/16, 10.2.0.0,     false",
    "10.1.0.0/17, 10.1.128.0,   false",
    "10.1.2.3,    10.1.2.3,     true",
    "10.1.2.3,    10.1.2.4,     false",
    "0.0.0.0/0,   8.8.8.8,      true",
    "0.0.0.0/0,   '::1',        false",
    "'fd00::/8',  'fdff::1',    true",
    "'fd00::/8',  'fe00::1',    false",
  })
  void knowsWhichAddressesAreInANetwork(String network, String address, boolean inside) {
    assertThat(new TrustedProxies(List.of(AddressRange.parse(network))).include(address))
        .isEqualTo(inside);
  }
}
