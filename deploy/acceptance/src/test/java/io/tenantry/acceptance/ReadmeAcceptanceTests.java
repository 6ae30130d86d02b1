package io.tenantry.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The README's walk-through, typed as it stands there, answers as it says there. */
class ReadmeAcceptanceTests {

  private static final Pattern STEP =
      Pattern.compile("```sh\\n(curl .*?)```\\s+```json\\n(.*?)```", Pattern.DOTALL);

  private static final JsonMapper JSON = JsonMapper.shared();

  @TempDir static Path data;

  @Test
  void everyCommandAnswersAsItIsPrinted() throws Exception {
    assumeTrue(run("curl --version", Map.of()).startsWith("curl"), "needs curl");
    String readme = new SourceTree().text(Path.of("README.md"));
    List<MatchResult> steps = STEP.matcher(readme).results().toList();
    assertThat(steps).hasSizeGreaterThan(5);
    String key = "a-key-for-the-walk-through";
    try (Deployment deployment = new Deployment(data, Map.of("TENANTRY_BOOTSTRAP_KEY", key))) {
      // The first shop of services that have just started may take longer than the README waits.
      deployment.signUp("warm_up", 30);
      await().atMost(Duration.ofMinutes(3)).until(() -> deployment.tenantsIn("ACTIVE") == 1);
      for (MatchResult step : steps) {
        String command =
            step.group(1)
                .replace(":8080", ":" + deployment.services().provisioning().port())
                .replace(":8081", ":" + deployment.services().tenants().port());
        JsonNode answer = JSON.readTree(run(command, Map.of("TENANTRY_BOOTSTRAP_KEY", key)));
        JsonNode printed = JSON.readTree(step.group(2));
        assertThat(shape("", answer)).as(command).isEqualTo(shape("", printed));
      }
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
      boolean changes = path.matches(".*/(id|url|nextCursor|\\w+At)");
      shape.add(path + " = " + (changes ? "..." : node.asString()));
    }
    return shape;
  }

  private static String run(String command, Map<String, String> environment)
      throws IOException, InterruptedException {
    ProcessBuilder shell = new ProcessBuilder("bash", "-c", command);
    shell.environment().putAll(environment);
    Process process = shell.start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return output;
  }
}
