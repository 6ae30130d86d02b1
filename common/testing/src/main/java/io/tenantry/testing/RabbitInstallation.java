package io.tenantry.testing;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An installed RabbitMQ, to start nodes from that have nothing in common with the system's own.
 *
 * @param folder of RabbitMQ's own scripts
 */
public record RabbitInstallation(Path folder) {

  private static final String SERVER = "rabbitmq-server";
  // Packages put wrappers on the path that change user and folder; the real scripts have company.
  private static final String ONLY_NEXT_TO_THE_REAL_SCRIPTS = "rabbitmq-env";

  /** The one of this machine, if there is one. */
  public static Optional<RabbitInstallation> find() {
    Stream<Path> onPath =
        Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
            .map(Path::of)
            .map(folder -> folder.resolve(SERVER))
            .filter(Files::isExecutable)
            .map(RabbitInstallation::folderBehindLinks);
    return Stream.concat(onPath, Stream.of(Path.of("/usr/lib/rabbitmq/bin")))
        .filter(folder -> Files.isExecutable(folder.resolve(SERVER)))
        .filter(folder -> Files.exists(folder.resolve(ONLY_NEXT_TO_THE_REAL_SCRIPTS)))
        .findFirst()
        .map(RabbitInstallation::new);
  }

  /** The script that runs a node. */
  public Path server() {
    return folder.resolve(SERVER);
  }

  /** The script that gives orders to a node. */
  public Path control() {
    return folder.resolve("rabbitmqctl");
  }

  /**
   * What a node finds in its environment: all that it writes is below its home, all its ports are
   * on loopback. Its settings are {@code rabbitmq.conf} and {@code enabled_plugins} there.
   *
   * @param epmdPort where nodes find each other; those of a cluster share it
   */
  public static Map<String, String> environment(
      Path home, String name, int port, int distributionPort, int epmdPort) {
    return Map.ofEntries(
        Map.entry("HOME", home.toString()),
        Map.entry("RABBITMQ_NODENAME", name + "@localhost"),
        Map.entry("RABBITMQ_NODE_IP_ADDRESS", "127.0.0.1"),
        Map.entry("RABBITMQ_NODE_PORT", Integer.toString(port)),
        Map.entry("RABBITMQ_DIST_PORT", Integer.toString(distributionPort)),
        Map.entry("ERL_EPMD_PORT", Integer.toString(epmdPort)),
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

  @Override
  public String toString() {
    return folder.toString();
  }
}
