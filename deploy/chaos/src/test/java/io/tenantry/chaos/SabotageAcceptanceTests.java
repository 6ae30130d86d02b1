package io.tenantry.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.chaos.fault.Scenario;
import io.tenantry.chaos.sabotage.Sabotage;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The harness bites: with a safeguard taken away it reports violations. Each takes minutes, so they
 * run by {@code -Dtenantry.chaos.sabotage=true} only.
 */
@EnabledIfSystemProperty(named = "tenantry.chaos.sabotage", matches = "true")
class SabotageAcceptanceTests {

  @ParameterizedTest
  @CsvSource({
    "NETWORK, 4, NO_CONFIRMS, event-lost",
    "BROKER, 298, NO_INBOX, usage-counted-twice",
    "SERVICES, 80, SPLIT_TRANSACTION, event-gap",
  })
  void reportsWhatASafeguardWouldHavePrevented(
      Scenario scenario, long seed, Sabotage sabotage, String violation) throws IOException {
    Options options = new Options(scenario, Duration.ofMinutes(1), seed, sabotage);
    assertThat(new Run(options, System.out).go().violations().byKind()).containsKey(violation);
  }
}
