package io.tenantry.chaos;

import io.tenantry.chaos.fault.Scenario;
import io.tenantry.chaos.sabotage.Sabotage;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code deploy/chaos/run SCENARIO [--minutes N] [--seed S]}: the last line that it prints is one
 * JSON object; ends with 1 where something did not hold.
 */
public final class Chaos {

  private Chaos() {}

  /** Ends with 2 and the usage for whatever is no scenario. */
  public static void main(String[] arguments) {
    Optional<Options> options = Options.parse(List.of(arguments));
    if (options.isEmpty()) {
      System.err.println(
          "usage: deploy/chaos/run "
              + Arrays.stream(Scenario.values())
                  .map(Scenario::toString)
                  .collect(Collectors.joining(" | "))
              + " [--minutes N] [--seed S] [--sabotage "
              + Arrays.stream(Sabotage.values())
                  .map(Sabotage::toString)
                  .collect(Collectors.joining("|"))
              + "]");
      System.exit(2);
    }
    try {
      Report report = new Run(options.get(), System.out).go();
      System.out.println(JsonMapper.shared().writeValueAsString(report.figures()));
      System.exit(report.isClean() ? 0 : 1);
    } catch (IOException | RuntimeException e) {
      e.printStackTrace();
      System.exit(3);
    }
  }
}
