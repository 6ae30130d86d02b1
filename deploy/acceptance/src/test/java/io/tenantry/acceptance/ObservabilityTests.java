package io.tenantry.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Prometheus' configuration, alerts, runbook and dashboards fit together. */
class ObservabilityTests {

  private static final Pattern SECTION = Pattern.compile("(?m)^## (\\w+)$");

  private final SourceTree tree = new SourceTree();
  private final Queries queries = new Queries();

  @Test
  void everyAlertHasASectionInTheRunbookAndEverySectionAnAlert() {
    String runbook = tree.text(Path.of("deploy/docs/runbook.md"));
    Set<String> sections = new TreeSet<>();
    for (MatchResult section : SECTION.matcher(runbook).results().toList()) {
      sections.add(section.group(1));
    }
    assertThat(sections).isEqualTo(queries.alerts().keySet()).hasSizeGreaterThan(10);
    assertThat(queries.alerts())
        .allSatisfy(
            (alert, rule) ->
                assertThat(rule.get("annotations").toString())
                    .contains("runbook=deploy/docs/runbook.md#" + alert.toLowerCase()));
  }

  @Test
  void everyAlertHasAUnitTest() {
    String tests = tree.text(Queries.FOLDER.resolve("prometheus/alerts.test.yml"));
    assertThat(queries.alerts().keySet())
        .allSatisfy(alert -> assertThat(tests).contains("alertname: " + alert + "\n"));
  }

  @Test
  void promtoolFindsNothingWrongAndTheUnitTestsOfTheAlertsPass() throws Exception {
    promtool("check", "config", "prometheus.yml");
    promtool("check", "rules", "alerts.yml");
    promtool("test", "rules", "alerts.test.yml");
  }

  @Test
  void prometheusUnderstandsEveryQueryOfTheDashboards(@TempDir Path folder) throws Exception {
    StringBuilder rules = new StringBuilder("groups:\n- name: dashboards\n  rules:\n");
    int number = 0;
    for (String query : queries.all()) {
      rules
          .append("  - record: query:%d\n    expr: >-\n".formatted(number++))
          .append("      ")
          .append(query)
          .append('\n');
    }
    Path file = folder.resolve("queries.yml");
    Files.writeString(file, rules);
    promtool("check", "rules", file.toString());
  }

  @Test
  void thereAreTheFiveDashboardsAndEachPanelHasATitleAndAQuery() {
    assertThat(queries.dashboards().keySet().stream().map(file -> file.getFileName().toString()))
        .containsExactlyInAnyOrder(
            "fleet.json", "provisioning.json", "messaging.json", "migrations.json", "tenants.json");
    Set<Object> ids = new TreeSet<>();
    queries
        .dashboards()
        .forEach(
            (file, expressions) -> {
              Map<String, Object> dashboard = queries.load(file);
              assertThat(ids.add(dashboard.get("uid"))).as(file + " has an id of its own").isTrue();
              assertThat(expressions).hasSizeGreaterThan(6).doesNotContainNull();
            });
  }

  private static void promtool(String... arguments) throws IOException, InterruptedException {
    Path folder = SourceTree.root().resolve(Queries.FOLDER).resolve("prometheus");
    List<String> command = new ArrayList<>(List.of("promtool"));
    command.addAll(Arrays.asList(arguments));
    assumeTrue(isThere(), "promtool is not installed here (Debian's package prometheus has it)");
    Process process =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(said).isZero();
  }

  private static boolean isThere() {
    return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, "promtool")));
  }
}
