package io.tenantry.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostNameUnitTests {

  @ParameterizedTest
  @CsvSource({
    "localhost, localhost",
    "Tienda1.LocalHost, tienda1.localhost",
    "tienda1.example.com., tienda1.example.com",
    "www.example.com, example.com",
    "WWW.www.example.com, example.com",
    "cafeteria-ñandú.example, xn--cafeteria-and-rkb2l.example",
    "BÜCHER.example, xn--bcher-kva.example",
    "xn--bcher-kva.example, xn--bcher-kva.example",
    "a。b, a.b",
    "3com.com, 3com.com",
  })
  void bringsNamesIntoOneForm(String text, String expected) {
    HostName name = HostName.parse(text);

    assertThat(name.value()).isEqualTo(expected);
    assertThat(HostName.parse(name.value())).isEqualTo(name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ".",
        "a..b",
        ".a",
        "-a.b",
        "a-.b",
        "a_b.c",
        "a b.c",
        "a/b",
        "http://a.b",
        "a.b:80",
        "*.a.b",
        "127.0.0.1",
        "1.2.3",
        "a.0x7f",
        "[::1]",
        "::1",
        "a\u0000.b",
        "a\n.b",
        "a'; DROP TABLE x;--",
        "\u00ad.b",
        "\ud800.b",
      })
  void refusesWhatIsNoHostName(String text) {
    assertThatThrownBy(() -> HostName.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void endsAtTheLimitsOfTheDomainNameSystem() {
    assertThat(HostName.parse("a".repeat(63) + ".b").value()).hasSize(65);
    assertThatThrownBy(() -> HostName.parse("a".repeat(64) + ".b"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> HostName.parse("a.".repeat(128)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "tienda1.localhost:8081, tienda1.localhost",
    "Tienda1.localhost.:8081, tienda1.localhost",
    "tienda1.localhost, tienda1.localhost",
  })
  void readsHeadersWithPorts(String header, String expected) {
    assertThat(HostName.ofHeader(header).value()).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a:b", "a:", "a:1:2", ":80", "127.0.0.1:80", "[::1]:80"})
  void refusesOtherHeaders(String header) {
    assertThatThrownBy(() -> HostName.ofHeader(header))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void knowsWhatIsBelowWhat() {
    HostName base = HostName.parse("example.com");

    assertThat(HostName.parse("a.b.example.com").isBelow(base)).isTrue();
    assertThat(base.isBelow(base)).isFalse();
    assertThat(HostName.parse("badexample.com").isBelow(base)).isFalse();
  }
}
