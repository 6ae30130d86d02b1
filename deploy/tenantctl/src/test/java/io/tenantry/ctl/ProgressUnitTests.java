package io.tenantry.ctl;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ProgressUnitTests {

  private final StringWriter text = new StringWriter();

  @Test
  void drawsABarWithFailuresAndWavesOnATerminal() {
    Progress progress = new Progress(new PrintWriter(text, true), true);
    progress.show(run(0, 0));
    progress.show(run(50, 5));
    progress.end(run(95, 5));
    assertThat(text.toString())
        .contains("[..............................] 0/100")
        .contains("[################..............] 55/100")
        .containsPattern("55/100 {2}\\d+/s {2}\\d+ s left {2}5 failed {2}3 busy {2}wave 2/4")
        .contains("[##############################] 100/100")
        .endsWith(System.lineSeparator());
  }

  @Test
  void printsALineNowAndThenElsewhere() {
    Progress progress = new Progress(new PrintWriter(text, true), false);
    for (int done = 0; done <= 100; done++) {
      progress.show(run(done, 0));
    }
    progress.line("failed: tienda1: no luck");
    assertThat(text.toString().lines()).hasSize(12).noneMatch(line -> line.contains("\r"));
  }

  private static JsonNode run(int migrated, int failed) {
    return JsonMapper.shared()
        .readTree(
            """
            {"total": 100, "migrated": %d, "failed": %d, "skipped": 0, "busy": 3, "wave": 2, "waves": 4}
            """
                .formatted(migrated, failed));
  }
}
