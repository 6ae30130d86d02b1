package io.tenantry.tenancy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlanLimitsUnitTests {

  @Test
  void areReadByName() {
    PlanLimits limits =
        PlanLimits.parse(
            """
            {"users": 3, "products": 0, "requestsPerMinute": 600,
             "storageMegabytes": 9000000000, "ofTheFuture": {"a": 1}}
            """);

    assertThat(limits)
        .isEqualTo(
            new PlanLimits(
                OptionalLong.of(3),
                OptionalLong.of(0),
                OptionalLong.of(600),
                OptionalLong.of(9_000_000_000L)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"products\": null}", "{\"other\": 1}"})
  void areNoneUnlessNamed(String json) {
    assertThat(PlanLimits.parse(json)).isEqualTo(PlanLimits.NONE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "1.5", "\"10\"", "true", "[]", "99999999999999999999"})
  void limitNothingWhereTheyMakeNoSense(String value) {
    assertThat(PlanLimits.parse("{\"users\": 3, \"products\": %s}".formatted(value)))
        .isEqualTo(
            new PlanLimits(
                OptionalLong.of(3),
                OptionalLong.empty(),
                OptionalLong.empty(),
                OptionalLong.empty()));
  }
}
