package io.tenantry.tenancy.web;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class EdgePropertiesUnitTests {

  @Test
  void namesEverythingThatIsWrongInOneMessage() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> new EdgeProperties("not a host", List.of("10.0.0.0/8", "10.0.0.0/99", "x")))
        .withMessageContaining("tenantry.base-domain")
        .withMessageContaining("10.0.0.0/99")
        .withMessageContaining("\"x\"");
  }
}
