package io.tenantry.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScriptTests {

  /** Neither may build or rewrite anything before it has understood what is asked. */
  @ParameterizedTest
  @CsvSource({"up, --no-such-option", "format, --chek"})
  void refusesWhatItDoesNotKnow(String script, String argument)
      throws IOException, InterruptedException {
    String path = Installation.find().root().resolve("deploy").resolve(script).toString();
    Process process = new ProcessBuilder("bash", path, argument).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(process.waitFor()).isEqualTo(2);
    assertThat(output).contains("Usage: deploy/" + script).doesNotContain("Building");
  }
}
