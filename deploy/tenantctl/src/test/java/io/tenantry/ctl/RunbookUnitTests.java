package io.tenantry.ctl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** Nobody has time for a command that is none when an alert has woken him. */
class RunbookUnitTests {

  private static final Pattern COMMAND = Pattern.compile("`deploy/tenantctl/tenantctl ([^`]+)`");

  @Test
  void everyCommandOfTheRunbookIsOne() throws IOException {
    String runbook = Files.readString(Path.of("../docs/runbook.md"));
    List<String> commands =
        COMMAND.matcher(runbook).results().map(found -> found.group(1)).distinct().toList();
    assertThat(commands).hasSizeGreaterThan(8);
    assertThat(commands)
        .allSatisfy(
            command ->
                assertThatCode(() -> new CommandLine(new Tenantctl()).parseArgs(command.split(" ")))
                    .doesNotThrowAnyException());
  }
}
