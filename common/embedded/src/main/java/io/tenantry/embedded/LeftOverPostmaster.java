package io.tenantry.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The PostgreSQL server that survives when its JVM is killed. It is ended, not adopted, so that the
 * next start has the settings it asks for and reports a taken port honestly.
 */
final class LeftOverPostmaster {

  private static final int STOP_SECONDS = 30;

  private final ProcessHandle process;

  private LeftOverPostmaster(ProcessHandle process) {
    this.process = process;
  }

  /** The caller holds the data folder's lock, so a server that runs there has lost its JVM. */
  static Optional<LeftOverPostmaster> in(Path postgresFolder) {
    Path pidFile = postgresFolder.resolve("postmaster.pid");
    if (!Files.exists(pidFile)) {
      return Optional.empty();
    }
    try {
      List<String> lines = Files.readAllLines(pidFile);
      if (lines.isEmpty()) {
        // Its server was killed before it had filled it, and no other would start beside it.
        Files.delete(pidFile);
      }
      if (lines.size() < 2 || !Path.of(lines.get(1)).equals(postgresFolder)) {
        return Optional.empty();
      }
      return ProcessHandle.of(Long.parseLong(lines.getFirst().strip()))
          .filter(LeftOverPostmaster::isPostgres)
          .map(LeftOverPostmaster::new);
    } catch (IOException | NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** Fast shutdown: sessions of services that died with the JVM are ended, data is kept. */
  void end() {
    try {
      new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();
      process.onExit().get(STOP_SECONDS, TimeUnit.SECONDS);
    } catch (IOException | ExecutionException | TimeoutException e) {
      throw new EmbeddedStartException(
          "a PostgreSQL of an earlier run (process " + process.pid() + ") does not stop", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new EmbeddedStartException("interrupted while an earlier PostgreSQL stops", e);
    }
  }

  private static boolean isPostgres(ProcessHandle process) {
    return process.info().command().map(c -> c.contains("postgres")).orElse(false);
  }
}
