package io.tenantry.provisioning.signup;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.registry.SchemaName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DomainLabelUnitTests {

  @ParameterizedTest
  @ValueSource(strings = {"a", "tienda1", "tienda_uno", "a__b", "abc__d", "wwwx", "z9"})
  void acceptsLabelsOfTheDomainNameSystem(String name) {
    assertThat(DomainLabel.of(new SchemaName(name)).fault()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a_", "xn__abc", "ab__c", "www", "api", "admin", "console", "mail", "ns1"})
  void findsTheFaultOfOthers(String name) {
    assertThat(DomainLabel.of(new SchemaName(name)).fault()).isPresent();
  }
}
