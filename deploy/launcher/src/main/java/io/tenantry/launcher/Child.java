package io.tenantry.launcher;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** A started {@link Program}; it ends with this process, however that ends. */
public final class Child {

  private static final int TAIL_LINES = 30;
  private static final Duration POLL = Duration.ofMillis(50);

  private final Program program;
  private final Process process;
  private final long logStart;

  Child(Program program, Process process, long logStart) {
    this.program = program;
    this.process = process;
    this.logStart = logStart;
  }

  /** The id of the JVM itself. */
  public long pid() {
    return process.pid();
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /** Asks it to end, and does not wait. */
  void requestStop() {
    process.destroy();
  }

  /** Asks it to end, waits, and kills it if it does not. */
  public void stop(Duration patience) {
    requestStop();
    try {
      if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        kill();
      }
    } catch (InterruptedException e) {
      kill();
      Thread.currentThread().interrupt();
    }
  }

  /** Ends it as {@code kill -9} does, and waits until it is gone. */
  public void kill() {
    process.destroyForcibly().onExit().join();
  }

  CompletableFuture<Child> onExit() {
    return process.onExit().thenApply(ended -> this);
  }

  /** Waits until the condition holds; an end of the process or of the patience is an exception. */
  void await(String what, Duration patience, BooleanSupplier condition) {
    long deadline = System.nanoTime() + patience.toNanos();
    while (!condition.getAsBoolean()) {
      requireAlive();
      if (System.nanoTime() > deadline) {
        throw failed("is not %s after %d s".formatted(what, patience.toSeconds()));
      }
      try {
        Thread.sleep(POLL);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new LaunchException("interrupted", e);
      }
    }
  }

  void requireAlive() {
    if (!isAlive()) {
      throw ended();
    }
  }

  LaunchException ended() {
    return failed("ended with exit code " + process.onExit().join().exitValue());
  }

  private LaunchException failed(String what) {
    // Of a stack trace the messages tell most; the frames are in the log.
    List<String> lines =
        output().stream().filter(line -> !line.isBlank() && !line.startsWith("\tat ")).toList();
    List<String> tail = lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size());
    return new LaunchException(
        "%s %s; the end of its log, %s:%n%s"
            .formatted(program.name(), what, program.log(), "  | " + String.join("\n  | ", tail)));
  }

  /** What it has printed since its start, line by line. */
  List<String> output() {
    try (var log = Files.newInputStream(program.log())) {
      log.skipNBytes(logStart);
      return new String(log.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    } catch (IOException e) {
      return List.of("(its log can't be read: " + e + ")");
    }
  }

  /** What the end of this process would do to the child. */
  void closeInput() throws IOException {
    process.getOutputStream().close();
  }
}
