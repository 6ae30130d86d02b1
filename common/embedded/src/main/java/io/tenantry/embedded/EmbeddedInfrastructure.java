package io.tenantry.embedded;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * A process that runs PostgreSQL and an AMQP broker on loopback until it is told to stop. It says
 * {@code READY} in one line when both answer, or in one line on standard error why they don't, and
 * then ends with {@value #FAILED}. Passwords are in the data folder, never on the command line.
 */
public final class EmbeddedInfrastructure implements AutoCloseable {

  static final int FAILED = 3;

  private final Deque<AutoCloseable> started = new ArrayDeque<>();
  private boolean closed;

  private EmbeddedInfrastructure() {}

  /** Options: {@code --data}, {@code --postgres-port}, {@code --amqp-port} and a few more. */
  public static void main(String[] arguments) {
    Logger.getLogger("").setLevel(Level.WARNING);
    EmbeddedInfrastructure infrastructure = new EmbeddedInfrastructure();
    Runtime.getRuntime().addShutdownHook(new Thread(infrastructure::close, "stop"));
    try {
      EmbeddedOptions options = EmbeddedOptions.parse(List.of(arguments));
      infrastructure.start(options);
      System.out.println(readyLine(options));
      if (options.untilStdinCloses()) {
        Thread.ofPlatform().name("parent").start(EmbeddedInfrastructure::endWithStdin);
      }
      Thread.currentThread().join();
    } catch (EmbeddedStartException e) {
      System.err.println("Embedded infrastructure: " + e.getMessage());
      System.exit(FAILED);
    } catch (InterruptedException e) {
      System.exit(FAILED);
    }
  }

  /** Holds the lock, so that a stop meanwhile waits and finds all that was started. */
  private synchronized void start(EmbeddedOptions options) {
    DataFolder data = keep(DataFolder.open(options.data()));
    options.postgresPort().ifPresent(port -> keep(PostgresServer.start(port, data)));
    options
        .amqpPort()
        .ifPresent(
            port -> keep(AmqpBroker.start(port, options.amqpUser(), options.amqpStore(), data)));
  }

  private static String readyLine(EmbeddedOptions options) {
    StringBuilder line = new StringBuilder("READY");
    options.postgresPort().ifPresent(port -> line.append(" postgres=").append(port));
    options.amqpPort().ifPresent(port -> line.append(" amqp=").append(port));
    return line.toString();
  }

  private static void endWithStdin() {
    try {
      while (System.in.read() >= 0) {
        // What the parent writes has no meaning, only that it is there.
      }
    } catch (IOException e) {
      System.err.println("Embedded infrastructure: standard input is gone: " + e.getMessage());
    }
    System.exit(0);
  }

  private synchronized <T extends AutoCloseable> T keep(T server) {
    if (closed) {
      closeQuietly(server);
      throw new EmbeddedStartException("stopped while starting");
    }
    started.push(server);
    return server;
  }

  @Override
  public synchronized void close() {
    closed = true;
    while (!started.isEmpty()) {
      closeQuietly(started.pop());
    }
  }

  private static void closeQuietly(AutoCloseable server) {
    try {
      server.close();
    } catch (Exception e) {
      System.err.println("Embedded infrastructure: " + e);
    }
  }
}
