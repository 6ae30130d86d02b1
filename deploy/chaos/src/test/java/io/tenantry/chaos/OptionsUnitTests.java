package io.tenantry.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.chaos.fault.Scenario;
import io.tenantry.chaos.sabotage.Sabotage;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OptionsUnitTests {

  @Test
  void namesAScenarioItsLengthAndItsSeed() {
    assertThat(parse("broker-cluster --minutes 10 --seed 42"))
        .contains(new Options(Scenario.BROKER_CLUSTER, Duration.ofMinutes(10), 42, null));
    assertThat(parse("services"))
        .contains(new Options(Scenario.SERVICES, Duration.ofMinutes(2), 1, null));
    assertThat(parse("broker --sabotage no-confirms"))
        .contains(new Options(Scenario.BROKER, Duration.ofMinutes(2), 1, Sabotage.NO_CONFIRMS));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "earthquake",
        "services --minutes",
        "services --minutes 0",
        "services --minutes x",
        "services --seed x",
        "services --sabotage nothing",
        "services --colour red"
      })
  void refusesWhatItDoesNotKnow(String line) {
    assertThat(parse(line)).isEmpty();
  }

  private static Optional<Options> parse(String line) {
    return Options.parse(line.isEmpty() ? List.of() : List.of(line.split(" ")));
  }
}
