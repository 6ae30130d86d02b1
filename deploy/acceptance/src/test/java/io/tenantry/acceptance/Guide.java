package io.tenantry.acceptance;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The commands of a document, and what it prints of their answers. */
final class Guide {

  private static final Pattern BLOCK =
      Pattern.compile(
          "```sh\\n(?<command>.*?)```(?:\\s+```(?<kind>json|text)\\n(?<answer>.*?)```)?",
          Pattern.DOTALL);

  private final List<Step> steps;

  Guide(Path document) {
    steps = BLOCK.matcher(new SourceTree().text(document)).results().map(Guide::step).toList();
  }

  /**
   * A block of commands.
   *
   * @param json the printed answer, if it is JSON
   * @param text the printed answer, if it is something else
   */
  record Step(String command, @Nullable String json, @Nullable String text) {

    boolean hasAnswer() {
      return json != null || text != null;
    }

    /** Whether it changes nothing, so that it can be repeated until news have come round. */
    boolean onlyReads() {
      return !command.contains(" -d ") && !command.contains(" -X ");
    }
  }

  List<Step> steps() {
    return steps;
  }

  private static Step step(MatchResult block) {
    String answer = block.group("answer");
    boolean json = "json".equals(block.group("kind"));
    return new Step(block.group("command"), json ? answer : null, json ? null : answer);
  }
}
