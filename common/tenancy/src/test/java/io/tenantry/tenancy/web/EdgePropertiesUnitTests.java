package io.tenantry.tenancy.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EdgePropertiesUnitTests {

  @Test
  void namesEverythingThatIsWrongInOneMessage() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new EdgeProperties(
                    "not a host",
                    "https://{domain}/shops",
                    List.of("10.0.0.0/8", "10.0.0.0/99", "x")))
        .withMessageContaining("tenantry.base-domain")
        .withMessageContaining("tenantry.public-url")
        .withMessageContaining("10.0.0.0/99")
        .withMessageContaining("\"x\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://{domain}",
        "https://{domain}",
        "http://{domain}:8081",
        "http://{domain}:0"
      })
  void takesAPublicUrlThatIsASchemeAndPerhapsAPort(String url) {
    assertThat(new EdgeProperties("localhost", url, List.of()).publicUrl()).isEqualTo(url);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{domain}",
        "ftp://{domain}",
        "https://example.com",
        "https://{domain}.example.com",
        "https://user@{domain}",
        "https://{domain}:",
        "https://{domain}/",
        "https://{domain}?x"
      })
  void refusesAPublicUrlThatIsMore(String url) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new EdgeProperties("localhost", url, List.of()))
        .withMessageContaining("tenantry.public-url");
  }
}
