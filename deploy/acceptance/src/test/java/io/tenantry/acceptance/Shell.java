package io.tenantry.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** One shell that keeps its variables from command to command, like the terminal of a reader. */
final class Shell implements AutoCloseable {

  private final Process process;
  private final BufferedReader output;
  private final Writer input;
  private final String mark = UUID.randomUUID().toString();

  Shell(Map<String, String> environment) {
    ProcessBuilder bash = new ProcessBuilder("bash").redirectErrorStream(true);
    bash.environment().putAll(environment);
    try {
      process = bash.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    output = process.inputReader(StandardCharsets.UTF_8);
    input = process.outputWriter(StandardCharsets.UTF_8);
  }

  /** What it prints; it must succeed, and come to an end. */
  String run(String command) {
    StringBuilder printed = new StringBuilder();
    var endless =
        CompletableFuture.runAsync(
            process::destroyForcibly, CompletableFuture.delayedExecutor(5, TimeUnit.MINUTES));
    try {
      input.write(
          "{ " + command.strip() + "\n} < /dev/null\nprintf '\\n%s %d\\n' " + mark + " $?\n");
      input.flush();
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        if (line.startsWith(mark)) {
          assertThat(line).as(command + printed).isEqualTo(mark + " 0");
          return printed.toString().strip();
        }
        printed.append(line).append('\n');
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      endless.cancel(false);
    }
    throw new AssertionError("the shell ended in the middle of: " + command + printed);
  }

  @Override
  public void close() {
    process.destroy();
    try {
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
