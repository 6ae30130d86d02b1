package io.tenantry.launcher;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One of the three services as a process that can be started, stopped, killed and started again.
 */
public final class Service implements AutoCloseable {

  private static final Duration START = Duration.ofSeconds(120);
  private static final Duration STOP = Duration.ofSeconds(40);

  private final Program program;
  private final int port;
  private @Nullable Child child;

  Service(Program program, int port) {
    this.program = program;
    this.port = port;
  }

  public String name() {
    return program.name();
  }

  public int port() {
    return port;
  }

  /** Where what it prints is. */
  public Path log() {
    return program.log();
  }

  /** Its address on loopback. */
  public URI url() {
    return URI.create("http://127.0.0.1:" + port);
  }

  /** Starts its process; it need not be ready when this returns. */
  public synchronized Child start() {
    if (child != null && child.isAlive()) {
      throw new IllegalStateException(name() + " is running already");
    }
    child = program.start();
    return child;
  }

  /** Waits until it says that it is ready for work. */
  public void awaitReady() {
    awaitReady(() -> {});
  }

  void awaitReady(Runnable meanwhile) {
    child()
        .await(
            "ready",
            START,
            () -> {
              meanwhile.run();
              return isReady();
            });
  }

  public boolean isReady() {
    return Http.get(url(), "127.0.0.1", "/actuator/health/readiness")
        .filter(answer -> answer.status() == 200)
        .isPresent();
  }

  /** The process that was started last. */
  public synchronized Child child() {
    if (child == null) {
      throw new IllegalStateException(name() + " has not been started");
    }
    return child;
  }

  /** Ends it without any chance to clean up. */
  public void kill() {
    child().kill();
  }

  synchronized void requestStop() {
    if (child != null) {
      child.requestStop();
    }
  }

  @Override
  public synchronized void close() {
    if (child != null) {
      child.stop(STOP);
    }
  }
}
