package io.tenantry.testing;

import io.tenantry.embedded.EmbeddedInfrastructure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A JVM of its own with one embedded server in it, on this JVM's class path. It ends when this JVM
 * does, however that happens, because its standard input closes.
 */
final class EmbeddedProcess {

  private static final int ATTEMPTS = 3;
  private static final int STOP_SECONDS = 20;

  private final Process process;
  private final Path data;
  private final int port;

  private EmbeddedProcess(Process process, Path data, int port) {
    this.process = process;
    this.data = data;
    this.port = port;
  }

  /**
   * Starts one server and waits until it answers.
   *
   * @param portOption which server: the option that its port is appended to
   */
  static EmbeddedProcess start(String portOption, String... options) {
    Path data = TemporaryFolder.create();
    IllegalStateException failure = new IllegalStateException("not started");
    // Between finding a free port and taking it somebody else may have taken it.
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      try {
        EmbeddedProcess started = start(data, portOption, FreePort.find(), List.of(options));
        Ending.add(started::stop);
        return started;
      } catch (IllegalStateException e) {
        failure = e;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    TemporaryFolder.delete(data);
    throw failure;
  }

  private static EmbeddedProcess start(Path data, String portOption, int port, List<String> options)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-Xmx384m", "-cp"));
    command.add(System.getProperty("java.class.path"));
    // The tests' logging is set up for the tests, not for the servers' own chatter.
    command.add("-Dslf4j.provider=org.slf4j.helpers.NOP_FallbackServiceProvider");
    command.add(EmbeddedInfrastructure.class.getName());
    command.add("--data=" + data);
    command.add(portOption + port);
    command.add("--until-stdin-closes");
    command.addAll(options);
    Path errors = data.resolve("errors.txt");
    Process process = new ProcessBuilder(command).redirectError(errors.toFile()).start();
    String line = process.inputReader().readLine();
    if (line == null || !line.startsWith("READY")) {
      process.destroyForcibly();
      throw new IllegalStateException(
          "the embedded server did not start: " + Files.readString(errors).strip());
    }
    return new EmbeddedProcess(process, data, port);
  }

  int port() {
    return port;
  }

  String password(String file) {
    try {
      return Files.readString(data.resolve(file)).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void stop() {
    try {
      process.getOutputStream().close();
      if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (IOException e) {
      process.destroyForcibly();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    TemporaryFolder.delete(data);
  }
}
