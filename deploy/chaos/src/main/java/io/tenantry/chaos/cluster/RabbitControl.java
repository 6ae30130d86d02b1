package io.tenantry.chaos.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Orders to one node of RabbitMQ, each by a program of its own. */
final class RabbitControl {

  private static final int SECONDS = 120;

  private final Path program;
  private final Map<String, String> environment;
  private final Path log;

  RabbitControl(Path program, Map<String, String> environment, Path log) {
    this.program = program;
    this.environment = environment;
    this.log = log;
  }

  /** Says whether the order was obeyed. */
  boolean run(String... arguments) {
    List<String> command = new ArrayList<>(List.of(program.toString()));
    command.addAll(List.of(arguments));
    return run(command);
  }

  /** Ends the helper by which nodes find each other; it outlives them. */
  void endEpmd() {
    run(List.of("epmd", "-kill"));
  }

  private boolean run(List<String> command) {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().putAll(environment);
    builder
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    try {
      Process order = builder.start();
      if (!order.waitFor(SECONDS, TimeUnit.SECONDS)) {
        Signals.killTree(order.toHandle());
        return false;
      }
      return order.exitValue() == 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
