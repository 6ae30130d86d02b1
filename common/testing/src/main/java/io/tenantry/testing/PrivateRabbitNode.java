package io.tenantry.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/**
 * A RabbitMQ node of this JVM's own, from an installed RabbitMQ but with its own folders, ports and
 * {@code epmd}, so that it meets no other node. It needs no root and ends with this JVM.
 */
final class PrivateRabbitNode {

  // Ends the node when this JVM is gone without having done so: then standard input closes.
  private static final String WATCHED =
      """
      "$1" </dev/null & node=$!
      cat >/dev/null
      kill -TERM "$node" 2>/dev/null
      wait "$node"
      epmd -kill >/dev/null 2>&1
      """;

  private static final int ORDER_SECONDS = 120;

  private final Path home;
  private final Process process;
  private final Map<String, String> environment;
  private final Broker broker;

  private PrivateRabbitNode(
      Path home, Process process, Map<String, String> environment, Broker broker) {
    this.home = home;
    this.process = process;
    this.environment = environment;
    this.broker = broker;
  }

  static PrivateRabbitNode start(RabbitInstallation installation) {
    return start(installation, "");
  }

  /**
   * @param more lines of its {@code rabbitmq.conf}
   */
  static PrivateRabbitNode start(RabbitInstallation installation, String more) {
    Path home = TemporaryFolder.create();
    int port = FreePort.find();
    String password = UUID.randomUUID().toString();
    try {
      Files.writeString(home.resolve("enabled_plugins"), "[].\n");
      Files.writeString(
          home.resolve("rabbitmq.conf"),
          """
          default_user = tenantry
          default_pass = %s
          loopback_users = none
          %s
          """
              .formatted(password, more));
      Map<String, String> environment =
          RabbitInstallation.environment(
              home, "test" + port, port, FreePort.find(), FreePort.find());
      ProcessBuilder builder =
          new ProcessBuilder("sh", "-c", WATCHED, "rabbitmq", installation.server().toString());
      builder.environment().putAll(environment);
      builder.redirectErrorStream(true).redirectOutput(home.resolve("output.txt").toFile());
      Process process = builder.start();
      Broker broker =
          new Broker(
              "localhost",
              port,
              "tenantry",
              password,
              "/",
              true,
              "RabbitMQ of " + installation + ", port " + port);
      PrivateRabbitNode node = new PrivateRabbitNode(home, process, environment, broker);
      Ending.add(node::stop);
      node.awaitAnswer();
      return node;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Broker broker() {
    return broker;
  }

  /** Gives it an order by {@code rabbitmqctl}. */
  void order(RabbitInstallation installation, String... arguments) {
    List<String> command = new ArrayList<>(List.of(installation.control().toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().putAll(environment);
    builder.redirectErrorStream(true).redirectOutput(home.resolve("orders.txt").toFile());
    try {
      Process order = builder.start();
      if (!order.waitFor(ORDER_SECONDS, TimeUnit.SECONDS) || order.exitValue() != 0) {
        order.destroyForcibly();
        throw new IllegalStateException("the private RabbitMQ does not obey: " + command);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Its data is thrown away, so it need not stop in an orderly way, which takes seconds. */
  void stop() {
    List<ProcessHandle> node = process.descendants().toList();
    process.destroyForcibly();
    node.forEach(ProcessHandle::destroyForcibly);
    try {
      for (ProcessHandle handle : node) {
        handle.onExit().orTimeout(10, TimeUnit.SECONDS).exceptionally(e -> handle).join();
      }
      ProcessBuilder builder = new ProcessBuilder("epmd", "-kill");
      builder.environment().putAll(environment);
      builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD);
      builder.start().waitFor(10, TimeUnit.SECONDS);
    } catch (IOException e) {
      System.err.println("epmd of the private RabbitMQ was not ended: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    TemporaryFolder.delete(home);
  }

  /** Whether the helper that every node leaves running is still there. */
  boolean epmdAnswers() {
    int port = Integer.parseInt(environment.getOrDefault("ERL_EPMD_PORT", ""));
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  private void awaitAnswer() {
    Awaitility.await("private RabbitMQ, see " + home)
        .atMost(Duration.ofSeconds(90))
        .pollInterval(Duration.ofMillis(200))
        .failFast("the private RabbitMQ ended, see " + home, () -> !process.isAlive())
        .until(this::answers);
  }

  private boolean answers() throws IOException {
    try {
      broker.connect().close();
      return true;
    } catch (IllegalStateException e) {
      return false;
    }
  }
}
