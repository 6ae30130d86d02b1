package io.tenantry.tenancy.web;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.tenantry.tenancy.web.ServedVersions.Range;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ServedVersionsUnitTests {

  @Test
  void namesEverythingThatIsWrongInOneMessage() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new ServedVersions(
                    Map.of(
                        "default", new Range("three", "4.x"), "workshop", new Range("003", "002"))))
        .withMessageContaining("tenantry.schema-versions.default.min")
        .withMessageContaining("tenantry.schema-versions.default.max")
        .withMessageContaining("tenantry.schema-versions.workshop.max must not be older than min");
  }
}
