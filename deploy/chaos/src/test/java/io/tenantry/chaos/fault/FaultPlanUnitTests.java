package io.tenantry.chaos.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.chaos.fault.FaultPlan.Planned;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FaultPlanUnitTests {

  private static final Duration LENGTH = Duration.ofMinutes(2);

  @ParameterizedTest
  @EnumSource(Scenario.class)
  void isTheSameForTheSameSeedAndAnotherForAnother(Scenario scenario) {
    FaultPlan plan = FaultPlan.of(scenario, 7, LENGTH);
    assertThat(plan).isEqualTo(FaultPlan.of(scenario, 7, LENGTH));
    assertThat(plan).isNotEqualTo(FaultPlan.of(scenario, 8, LENGTH));
  }

  @ParameterizedTest
  @EnumSource(Scenario.class)
  void isInOrderAndEndsInTime(Scenario scenario) {
    assertThat(FaultPlan.of(scenario, 1, LENGTH).faults())
        .hasSizeGreaterThan(10)
        .extracting(Planned::at)
        .isSorted()
        .allMatch(at -> at.compareTo(LENGTH) < 0);
  }

  @Test
  void everythingIsAllThatThereIs() {
    assertThat(kinds(Scenario.EVERYTHING))
        .containsAll(kinds(Scenario.SERVICES))
        .containsAll(kinds(Scenario.BROKER))
        .containsAll(kinds(Scenario.DATABASE))
        .containsAll(kinds(Scenario.NETWORK));
  }

  @Test
  void aClusterOfBrokersLosesNothing() {
    assertThat(kinds(Scenario.BROKER_CLUSTER)).doesNotContain("wipe-broker", "disk-full-broker");
  }

  private static Set<String> kinds(Scenario scenario) {
    return LongStream.range(0, 40)
        .boxed()
        .flatMap(seed -> FaultPlan.of(scenario, seed, LENGTH).faults().stream())
        .map(planned -> planned.fault().kind())
        .collect(Collectors.toSet());
  }
}
