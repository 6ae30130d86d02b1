package io.tenantry.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/** {@code deploy/bench/run SCENARIO [--short]}: the last line that it prints is one JSON object. */
public final class Bench {

  private static final Map<String, Scenario> SCENARIOS = new LinkedHashMap<>();

  static {
    SCENARIOS.put("provisioning", new ProvisioningScenario());
    SCENARIOS.put("sign-up", new SignUpScenario());
    SCENARIOS.put("migration", new MigrationScenario());
    SCENARIOS.put("outbox", new OutboxScenario());
    SCENARIOS.put("requests", new RequestsScenario());
  }

  private Bench() {}

  /** Ends with 2 and the usage for whatever is no scenario. */
  public static void main(String[] arguments) throws Exception {
    List<String> names = new ArrayList<>(List.of(arguments));
    boolean isShort = names.remove("--short");
    if (names.size() != 1 || !SCENARIOS.containsKey(names.getFirst())) {
      System.err.println(
          "usage: deploy/bench/run "
              + SCENARIOS.keySet().stream().collect(Collectors.joining(" | "))
              + " [--short]");
      System.exit(2);
    }
    try {
      System.out.println(run(names.getFirst(), isShort ? Size.SHORT : Size.FULL, System.out));
      System.exit(0);
    } catch (RuntimeException e) {
      e.printStackTrace();
      System.exit(1);
    }
  }

  /** Runs one scenario on servers of its own; says what it found as JSON. */
  static String run(String scenario, Size size, PrintStream out) throws IOException {
    try (Lab lab = new Lab(SCENARIOS.get(scenario).type())) {
      Report report = new Report(scenario, size, out);
      lab.describe(report);
      SCENARIOS.get(scenario).run(lab, size, report);
      return JsonMapper.shared().writeValueAsString(report.figures());
    }
  }
}
