package io.tenantry.embedded;

import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import org.apache.qpid.server.SystemLauncher;

/** An AMQP 0-9-1 broker (Apache Qpid Broker-J) in this JVM. */
final class AmqpBroker implements AutoCloseable {

  static final String PASSWORD_FILE = "amqp-password";

  private final SystemLauncher launcher;

  private AmqpBroker(SystemLauncher launcher) {
    this.launcher = launcher;
  }

  /**
   * @throws EmbeddedStartException if the port is taken or the broker lets nobody in
   */
  static AmqpBroker start(LoopbackPort port, String user, Store store, DataFolder data) {
    port.requireFree("the AMQP broker");
    String password = data.password(PASSWORD_FILE);
    AmqpBroker broker = new AmqpBroker(new SystemLauncher());
    try {
      Path folder = data.folder("amqp");
      Path configuration = folder.resolve("broker.json");
      DataFolder.writePrivate(
          configuration, AmqpBrokerConfiguration.json(port, user, password, store, folder));
      // Derby would put its log into whatever folder the process was started in.
      System.setProperty("derby.stream.error.file", folder.resolve("derby.log").toString());
      // Left to itself the launcher asks for a classpath: address, which no executable jar knows.
      Path noProperties = folder.resolve("system.properties");
      Files.writeString(noProperties, "");
      broker.launcher.startup(
          Map.of(
              "type", "Memory",
              "initialConfigurationLocation", configuration.toUri().toString(),
              "initialSystemPropertiesLocation", noProperties.toUri().toString(),
              "startupLoggedToSystemOut", false,
              "preferenceStoreAttributes", Map.of("type", "Noop")));
      Files.delete(configuration);
      broker.requireAnswer(port, user, password);
      return broker;
    } catch (Exception e) {
      broker.close();
      throw new EmbeddedStartException(
          "the AMQP broker did not start on port " + port.number() + ": " + e.getMessage(), e);
    }
  }

  /** The launcher returns without complaint when its port is taken, so only this proves it. */
  private void requireAnswer(LoopbackPort port, String user, String password)
      throws IOException, TimeoutException {
    ConnectionFactory factory = new ConnectionFactory();
    factory.setHost(LoopbackPort.HOST);
    factory.setPort(port.number());
    factory.setUsername(user);
    factory.setPassword(password);
    try (Connection connection = factory.newConnection("proof")) {
      connection.createChannel().close();
    }
  }

  @Override
  public void close() {
    launcher.shutdown();
  }

  /** Where messages are kept. */
  enum Store {
    DERBY,
    MEMORY
  }
}
