package io.tenantry.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The process with PostgreSQL and a broker, for what the user has no server of. */
final class EmbeddedServers implements AutoCloseable {

  private static final Duration START = Duration.ofSeconds(120);
  private static final Duration STOP = Duration.ofSeconds(30);
  private static final String DATABASE = "tenantry";
  private static final String BROKER_USER = "tenantry";

  private final Child child;
  private final Path data;
  private final @Nullable Integer postgresPort;
  private final @Nullable Integer amqpPort;

  private EmbeddedServers(
      Child child, Path data, @Nullable Integer postgresPort, @Nullable Integer amqpPort) {
    this.child = child;
    this.data = data;
    this.postgresPort = postgresPort;
    this.amqpPort = amqpPort;
  }

  /** Starts what has no URL in the settings; {@link #awaitReady} says when it answers. */
  static EmbeddedServers start(
      Settings settings, Installation installation, DataFolder folder, Path log) {
    Path data = folder.folder("embedded");
    Integer postgresPort = settings.postgresUrl() == null ? port(folder, "postgres.port") : null;
    Integer amqpPort = settings.rabbitUrl() == null ? port(folder, "amqp.port") : null;
    List<String> arguments = new ArrayList<>(List.of("--data=" + data));
    if (postgresPort != null) {
      arguments.add("--postgres-port=" + postgresPort);
    }
    if (amqpPort != null) {
      arguments.addAll(List.of("--amqp-port=" + amqpPort, "--amqp-user=" + BROKER_USER));
    }
    Program program =
        new Program(
            "embedded",
            installation.embedded(),
            arguments,
            ServiceEnvironment.withoutSecrets(settings),
            log);
    return new EmbeddedServers(program.start(), data, postgresPort, amqpPort);
  }

  /** The port of the last run, so that addresses stay the same, unless somebody took it. */
  private static int port(DataFolder folder, String name) {
    int remembered = Integer.parseInt(folder.remember(name, () -> Integer.toString(Ports.free())));
    if (!Ports.isTaken(remembered)) {
      return remembered;
    }
    int other = Ports.free();
    folder.write(name, Integer.toString(other));
    return other;
  }

  void awaitReady() {
    child.await("ready", START, () -> child.output().stream().anyMatch(this::isReadyLine));
  }

  private boolean isReadyLine(String line) {
    return line.equals("READY") || line.startsWith("READY ");
  }

  Child child() {
    return child;
  }

  String postgresUrl() {
    return "postgresql://postgres:%s@127.0.0.1:%d/%s"
        .formatted(password("postgres-password"), postgresPort, DATABASE);
  }

  String rabbitUrl() {
    return "amqp://%s:%s@127.0.0.1:%d".formatted(BROKER_USER, password("amqp-password"), amqpPort);
  }

  private String password(String file) {
    try {
      return Files.readString(data.resolve(file)).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    child.stop(STOP);
  }
}
