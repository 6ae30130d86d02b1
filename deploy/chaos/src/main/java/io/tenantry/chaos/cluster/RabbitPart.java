package io.tenantry.chaos.cluster;

import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import io.tenantry.launcher.Ports;
import io.tenantry.testing.RabbitInstallation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.springframework.util.FileSystemUtils;

/** A RabbitMQ node of this run's own, alone or one of a cluster. */
public final class RabbitPart extends Part {

  private static final String USER = "tenantry";
  private static final int STOP_SECONDS = 60;

  // Ends the node when this JVM is gone without having done so: then standard input closes.
  private static final String WATCHED =
      """
      "$1" </dev/null & node=$!
      cat >/dev/null
      kill -TERM "$node" 2>/dev/null
      wait "$node"
      """;

  private final RabbitInstallation installation;
  private final Path home;
  private final int port;
  private final Map<String, String> environment;
  private final String password;
  private final RabbitControl control;
  private volatile Process process;

  private RabbitPart(
      RabbitInstallation installation,
      String name,
      Path home,
      int port,
      int epmdPort,
      String password)
      throws IOException {
    super(name);
    this.installation = installation;
    this.home = home;
    this.port = port;
    this.password = password;
    this.environment =
        RabbitInstallation.environment(home, name + port, port, Ports.free(), epmdPort);
    this.control =
        new RabbitControl(
            installation.control(), environment, home.resolveSibling("rabbitmqctl.log"));
    this.process = run();
    // The end of its input is an order that a node doesn't hear while it is frozen.
    Runtime.getRuntime().addShutdownHook(new Thread(this::end, "end " + name));
  }

  /**
   * Starts a node.
   *
   * @param cookie by which the nodes of a cluster know each other
   */
  static RabbitPart start(
      RabbitInstallation installation, String name, Path home, int epmdPort, String cookie)
      throws IOException {
    Files.createDirectories(home);
    Path cookieFile = Files.writeString(home.resolve(".erlang.cookie"), cookie);
    Files.setPosixFilePermissions(cookieFile, PosixFilePermissions.fromString("r--------"));
    Files.writeString(home.resolve("enabled_plugins"), "[].\n");
    Files.writeString(
        home.resolve("rabbitmq.conf"),
        """
        default_user = %s
        default_pass = %s
        loopback_users = none
        """
            .formatted(USER, cookie));
    return new RabbitPart(installation, name, home, Ports.free(), epmdPort, cookie);
  }

  private Process run() {
    try {
      ProcessBuilder builder =
          new ProcessBuilder("sh", "-c", WATCHED, name(), installation.server().toString());
      builder.environment().putAll(environment);
      // Where a node that can't start leaves its dumps.
      builder.directory(home.toFile());
      builder
          .redirectErrorStream(true)
          .redirectOutput(
              ProcessBuilder.Redirect.appendTo(home.resolveSibling(name() + ".log").toFile()));
      return builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  int port() {
    return port;
  }

  /** Its address by way of a port in front of it. */
  String url(int proxyPort) {
    return "amqp://%s:%s@127.0.0.1:%d".formatted(USER, password, proxyPort);
  }

  /** A connection past all proxies. */
  public Connection connect() throws IOException {
    ConnectionFactory factory = new ConnectionFactory();
    factory.setHost("127.0.0.1");
    factory.setPort(port);
    factory.setUsername(USER);
    factory.setPassword(password);
    factory.setAutomaticRecoveryEnabled(false);
    factory.setConnectionTimeout(5_000);
    factory.setRequestedHeartbeat(5);
    try {
      return factory.newConnection("chaos");
    } catch (TimeoutException e) {
      throw new IOException(e);
    }
  }

  /** Gives the node an order by {@code rabbitmqctl}; says whether it was obeyed. */
  public boolean order(String... arguments) {
    return control.run(arguments);
  }

  /** Makes this node one of the other's cluster. */
  void join(RabbitPart other) {
    boolean joined =
        order("stop_app")
            && order("join_cluster", other.environment.get("RABBITMQ_NODENAME"))
            && order("start_app");
    if (!joined) {
      throw new IllegalStateException(name() + " did not join " + other);
    }
  }

  /** What comes back has nothing in it: no queue, no exchange, no message. */
  public void wipe() {
    kill();
    try {
      FileSystemUtils.deleteRecursively(home.resolve("mnesia"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Waits until it serves: one that is killed while it makes its first tables may wait for minutes
   * for them when it starts again, longer than a run waits for rest.
   */
  public void awaitReady() {
    Cluster.await(name(), this::isReady);
  }

  @Override
  public void start() {
    if (!isAlive()) {
      process = run();
    }
  }

  @Override
  public void stop() {
    try {
      process.getOutputStream().close();
      if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
        kill();
      }
    } catch (IOException e) {
      kill();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void kill() {
    Signals.killTree(process.toHandle());
  }

  /** For good, and with the last node the helper by which nodes find each other. */
  void end() {
    kill();
    control.endEpmd();
  }

  @Override
  public void freeze() {
    Signals.send("STOP", Signals.tree(process.toHandle()));
  }

  @Override
  public void thaw() {
    Signals.send("CONT", Signals.tree(process.toHandle()));
  }

  @Override
  public boolean isAlive() {
    return process.isAlive();
  }

  @Override
  public boolean isReady() {
    try {
      connect().abort(1_000);
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
