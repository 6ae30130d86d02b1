package io.tenantry.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.acceptance.Guide.Step;
import io.tenantry.launcher.Installation;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An application outside the sample runs as its guide says. */
class YourApplicationAcceptanceTests {

  private static final Path GUIDE = Path.of("deploy/docs/your-application.md");
  private static final String SAMPLE = "deploy/samples/bookings";
  private static final Pattern CODE =
      Pattern.compile("```(?:java|sql|xml|yaml)\n(.*?)```", Pattern.DOTALL);

  @TempDir static Path data;

  @Test
  void everyCommandAnswersAsItIsPrinted() {
    String application = Installation.find().root().resolve(SAMPLE).toString();
    List<Step> steps = new Guide(GUIDE).steps().stream().filter(Step::hasAnswer).toList();
    assertThat(steps).hasSizeGreaterThan(3);

    try (Deployment deployment =
        new Deployment(
            data, Map.of("TENANTRY_BOOTSTRAP_KEY", GuideRun.KEY, "TENANTRY_APP", application))) {
      new GuideRun(deployment).run(steps);
    }
  }

  @Test
  void theCodeOfTheGuideIsTheSamples() {
    SourceTree tree = new SourceTree();
    String sample =
        tree.textFiles().stream()
            .filter(file -> file.startsWith(SAMPLE))
            .map(tree::text)
            .collect(Collectors.joining());
    List<String> shown =
        CODE.matcher(tree.text(GUIDE)).results().map(block -> block.group(1)).toList();
    assertThat(shown).hasSizeGreaterThan(4).allSatisfy(lines -> assertThat(sample).contains(lines));
  }
}
