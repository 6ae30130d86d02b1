package io.tenantry.testing;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/**
 * A RabbitMQ node of this JVM's own, from an installed RabbitMQ but with its own folders, ports and
 * {@code epmd}, so that it meets no other node. It needs no root and ends with this JVM.
 */
final class PrivateRabbitNode {

  private static final String SERVER = "rabbitmq-server";
  // Packages put wrappers on the path that change user and folder; the real scripts have company.
  private static final String ONLY_NEXT_TO_THE_REAL_SCRIPTS = "rabbitmq-env";

  // Ends the node when this JVM is gone without having done so: then standard input closes.
  private static final String WATCHED =
      """
      "$1" </dev/null & node=$!
      cat >/dev/null
      kill -TERM "$node" 2>/dev/null
      wait "$node"
      epmd -kill >/dev/null 2>&1
      """;

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

  /** The folder of RabbitMQ's own scripts, if it is installed. */
  static Optional<Path> installation() {
    Stream<Path> onPath =
        Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
            .map(Path::of)
            .map(folder -> folder.resolve(SERVER))
            .filter(Files::isExecutable)
            .map(PrivateRabbitNode::folderBehindLinks);
    return Stream.concat(onPath, Stream.of(Path.of("/usr/lib/rabbitmq/bin")))
        .filter(folder -> Files.isExecutable(folder.resolve(SERVER)))
        .filter(folder -> Files.exists(folder.resolve(ONLY_NEXT_TO_THE_REAL_SCRIPTS)))
        .findFirst();
  }

  static PrivateRabbitNode start(Path installation) {
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
          """
              .formatted(password));
      Map<String, String> environment = environment(home, port);
      ProcessBuilder builder =
          new ProcessBuilder(
              "sh", "-c", WATCHED, "rabbitmq", installation.resolve(SERVER).toString());
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
      Runtime.getRuntime().addShutdownHook(new Thread(node::stop, "stop RabbitMQ"));
      node.awaitAnswer();
      return node;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Broker broker() {
    return broker;
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

  private static Map<String, String> environment(Path home, int port) {
    return Map.ofEntries(
        Map.entry("HOME", home.toString()),
        Map.entry("RABBITMQ_NODENAME", "test" + port + "@localhost"),
        Map.entry("RABBITMQ_NODE_IP_ADDRESS", "127.0.0.1"),
        Map.entry("RABBITMQ_NODE_PORT", Integer.toString(port)),
        Map.entry("RABBITMQ_DIST_PORT", Integer.toString(FreePort.find())),
        Map.entry("ERL_EPMD_PORT", Integer.toString(FreePort.find())),
        Map.entry("ERL_EPMD_ADDRESS", "127.0.0.1"),
        Map.entry(
            "RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS", "-kernel inet_dist_use_interface {127,0,0,1}"),
        Map.entry("RABBITMQ_MNESIA_BASE", home.resolve("mnesia").toString()),
        Map.entry("RABBITMQ_LOG_BASE", home.resolve("log").toString()),
        Map.entry("RABBITMQ_PID_FILE", home.resolve("node.pid").toString()),
        Map.entry("RABBITMQ_CONFIG_FILE", home.resolve("rabbitmq.conf").toString()),
        Map.entry("RABBITMQ_ENABLED_PLUGINS_FILE", home.resolve("enabled_plugins").toString()),
        Map.entry("RABBITMQ_CONF_ENV_FILE", "/dev/null"),
        Map.entry("RABBITMQ_SCHEMA_DIR", home.resolve("schema").toString()),
        Map.entry("RABBITMQ_GENERATED_CONFIG_DIR", home.resolve("config").toString()));
  }

  private static Path folderBehindLinks(Path script) {
    try {
      return script.toRealPath().resolveSibling("");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
