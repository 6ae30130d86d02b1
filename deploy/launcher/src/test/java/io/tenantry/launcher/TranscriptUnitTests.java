package io.tenantry.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class TranscriptUnitTests {

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);

  @Test
  void remembersOnlyWhatDidNotHold() {
    Transcript transcript = new Transcript(out, false);

    transcript.expect(true, "the sun shines");
    transcript.expect(false, "it rains");

    assertThat(transcript.broken()).containsExactly("it rains");
    assertThat(bytes.toString(StandardCharsets.UTF_8)).contains("it rains").doesNotContain("sun");
  }

  @Test
  void isPlainTextOutsideATerminal() {
    new Transcript(out, false).head("Starting");

    assertThat(bytes.toString(StandardCharsets.UTF_8)).isEqualToIgnoringWhitespace("Starting");
  }
}
