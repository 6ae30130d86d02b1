package io.tenantry.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tenantry.acceptance.Guide.Step;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The README's walk-through, typed as it stands there, answers as it says there. */
class ReadmeAcceptanceTests {

  @TempDir static Path data;

  @Test
  void everyCommandAnswersAsItIsPrinted() {
    List<Step> steps =
        new Guide(Path.of("README.md"))
            .steps().stream().filter(step -> step.json() != null).toList();
    assertThat(steps).hasSizeGreaterThan(5);
    try (Deployment deployment =
        new Deployment(data, Map.of("TENANTRY_BOOTSTRAP_KEY", GuideRun.KEY))) {
      // The first shop of services that have just started may take longer than the README waits.
      deployment.signUp("warm_up", 30);
      await().atMost(Duration.ofMinutes(3)).until(() -> deployment.tenantsIn("ACTIVE") == 1);
      new GuideRun(deployment).run(steps);
    }
  }
}
