package io.tenantry.embedded;

import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A run of the embedded infrastructure as a process, the way everybody starts it. */
final class EmbeddedRun implements AutoCloseable {

  private static final Set<Integer> GIVEN = ConcurrentHashMap.newKeySet();

  private final Path data;
  private final int postgresPort;
  private final int amqpPort;
  private final Process process;
  private final BufferedReader output;

  private EmbeddedRun(Path data, int postgresPort, int amqpPort, Process process) {
    this.data = data;
    this.postgresPort = postgresPort;
    this.amqpPort = amqpPort;
    this.process = process;
    this.output = process.inputReader();
  }

  static EmbeddedRun both(Path data) throws IOException {
    int postgres = freePort();
    int amqp = freePort();
    return start(data, postgres, amqp, "--postgres-port=" + postgres, "--amqp-port=" + amqp);
  }

  static EmbeddedRun with(Path data, String... options) throws IOException {
    return start(data, 0, 0, options);
  }

  static EmbeddedRun postgres(Path data, int port, String... more) throws IOException {
    List<String> options = new ArrayList<>(List.of("--postgres-port=" + port));
    options.addAll(List.of(more));
    return start(data, port, 0, options.toArray(String[]::new));
  }

  private static EmbeddedRun start(Path data, int postgres, int amqp, String... options)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(EmbeddedInfrastructure.class.getName());
    command.add("--data=" + data.resolve("data"));
    command.addAll(List.of(options));
    Process process =
        new ProcessBuilder(command).redirectError(data.resolve("errors").toFile()).start();
    return new EmbeddedRun(data, postgres, amqp, process);
  }

  EmbeddedRun ready() throws IOException {
    String line = output.readLine();
    if (line == null || !line.startsWith("READY")) {
      throw new IllegalStateException(line + "; " + errors());
    }
    return this;
  }

  String errors() throws IOException {
    return Files.readString(data.resolve("errors"));
  }

  int exitCode() throws InterruptedException {
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      throw new IllegalStateException("it does not end");
    }
    return process.exitValue();
  }

  void terminate() throws InterruptedException {
    process.destroy();
    exitCode();
  }

  void kill() throws InterruptedException {
    process.destroyForcibly();
    exitCode();
  }

  void closeStdin() throws IOException {
    process.getOutputStream().close();
  }

  Path file(String name) {
    return data.resolve("data").resolve(name);
  }

  int postgresPort() {
    return postgresPort;
  }

  String query(String sql) throws SQLException, IOException {
    return query(sql, Files.readString(file("postgres-password")).strip());
  }

  String query(String sql, String password) throws SQLException {
    String url = "jdbc:postgresql://127.0.0.1:%d/postgres".formatted(postgresPort);
    try (var connection = DriverManager.getConnection(url, "postgres", password);
        Statement statement = connection.createStatement()) {
      if (!statement.execute(sql)) {
        return "";
      }
      ResultSet result = statement.getResultSet();
      result.next();
      return result.getString(1);
    }
  }

  Connection amqp() throws IOException, TimeoutException {
    return amqp(Files.readString(file("amqp-password")).strip());
  }

  Connection amqp(String password) throws IOException, TimeoutException {
    ConnectionFactory factory = new ConnectionFactory();
    factory.setHost("127.0.0.1");
    factory.setPort(amqpPort);
    factory.setUsername("tenantry");
    factory.setPassword(password);
    return factory.newConnection();
  }

  /**
   * Each once, and below those that systems give away by themselves: nobody gets it by chance
   * meanwhile.
   */
  static int freePort() throws IOException {
    while (true) {
      int port = ThreadLocalRandom.current().nextInt(15_000, 20_000);
      try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        if (GIVEN.add(socket.getLocalPort())) {
          return port;
        }
      } catch (BindException e) {
        // somebody's: the next one
      }
    }
  }

  @Override
  public void close() throws IOException {
    try {
      if (process.isAlive()) {
        terminate();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException(e.getMessage());
    }
  }
}
