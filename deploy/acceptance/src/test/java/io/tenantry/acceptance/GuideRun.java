package io.tenantry.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tenantry.acceptance.Guide.Step;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Types the commands of a document into one shell, as a reader does, and compares each answer with
 * the one that is printed below it. What only reads is repeated until the answer is right: news of
 * a change take a moment to come round.
 */
final class GuideRun {

  static final String KEY = "a-key-for-the-walk-through";

  private static final String CHANGING =
      ".*/(id|\\w+Id|key|url|nextCursor|at|\\w+At|\\w+Until|instance|dropAfter|cloneOf|dns/value|http/body)";
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final JsonMapper JSON = JsonMapper.shared();

  private final int provisioningPort;
  private final int tenantsPort;
  private final String tenantsLog;

  /**
   * @param deployment with {@link #KEY} as its TENANTRY_BOOTSTRAP_KEY
   */
  GuideRun(Deployment deployment) {
    provisioningPort = deployment.services().provisioning().port();
    tenantsPort = deployment.services().tenants().port();
    tenantsLog = deployment.services().tenants().log().toString();
  }

  void run(List<Step> steps) {
    try (Shell shell = new Shell(Map.of("TENANTRY_BOOTSTRAP_KEY", KEY))) {
      assumeTrue(!shell.run("command -v curl || echo none").equals("none"), "needs curl");
      shell.run("curl() { command curl --max-time 60 \"$@\"; }");
      for (Step step : steps) {
        if (step.onlyReads() && step.hasAnswer()) {
          await().atMost(PATIENCE).untilAsserted(() -> run(shell, step));
        } else {
          run(shell, step);
        }
      }
    }
  }

  private void run(Shell shell, Step step) {
    String answer =
        shell.run(
            step.command()
                .replace(":8080", ":" + provisioningPort)
                .replace(":8081", ":" + tenantsPort)
                .replace("${TENANTRY_DATA:-deploy/.data}/logs/tenant-api.log", tenantsLog));
    if (step.json() != null) {
      assertThat(shape("", JSON.readTree(answer)))
          .as(step.command() + answer)
          .isEqualTo(shape("", JSON.readTree(step.json())));
    } else if (step.text() != null) {
      assertThat(answer).as(step.command()).isEqualTo(step.text().strip());
    }
  }

  /** Names of members and what lasts of the values: ids, times and ports differ from run to run. */
  private static Set<String> shape(String path, JsonNode node) {
    Set<String> shape = new TreeSet<>();
    if (node.isObject()) {
      node.properties()
          .forEach(member -> shape.addAll(shape(path + "/" + member.getKey(), member.getValue())));
    } else if (node.isArray()) {
      node.forEach(item -> shape.addAll(shape(path + "[]", item)));
    } else {
      boolean changes = !node.isNull() && path.matches(CHANGING);
      shape.add(path + " = " + (changes ? "..." : node.asString()));
    }
    return shape;
  }
}
