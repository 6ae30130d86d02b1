package io.tenantry.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.acceptance.Guide.Step;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The guides' commands, typed as they stand there, answer as it says there. */
class GuidesAcceptanceTests {

  @TempDir static Path data;
  private static Deployment deployment;

  @BeforeAll
  static void start() {
    deployment = new Deployment(data, Map.of("TENANTRY_BOOTSTRAP_KEY", GuideRun.KEY));
  }

  @AfterAll
  static void stop() {
    deployment.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"clients.md", "plans.md", "users.md"})
  void everyCommandAnswersAsItIsPrinted(String guide) {
    List<Step> steps = new Guide(Path.of("deploy/docs", guide)).steps();
    assertThat(steps.stream().filter(Step::hasAnswer)).hasSizeGreaterThan(6);

    new GuideRun(deployment).run(steps);
  }

  @Test
  void theGuideToTheConsoleAnswersAsItIsPrinted() {
    new GuideRun(deployment).run(new Guide(Path.of("deploy/docs/console.md")).steps());
  }

  @Test
  void theGuideToJobsAnswersAsItIsPrinted() {
    new GuideRun(deployment).run(new Guide(Path.of("deploy/docs/jobs.md")).steps());
  }
}
