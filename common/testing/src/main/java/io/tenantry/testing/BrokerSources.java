package io.tenantry.testing;

import org.testcontainers.DockerClientFactory;
import org.testcontainers.rabbitmq.RabbitMQContainer;

/** Where a broker comes from: the URL, else Docker, else an installed RabbitMQ, else embedded. */
final class BrokerSources {

  static final String URL_VARIABLE = "TENANTRY_RABBIT_URL";
  private static final String IMAGE = "rabbitmq:4-management";

  private BrokerSources() {}

  static Broker find() {
    String url = System.getenv(URL_VARIABLE);
    if (url != null && !url.isBlank()) {
      return Broker.at(url, URL_VARIABLE);
    }
    if (DockerClientFactory.instance().isDockerAvailable()) {
      return container();
    }
    return RabbitInstallation.find()
        .map(installation -> PrivateRabbitNode.start(installation).broker())
        .orElseGet(BrokerSources::embedded);
  }

  // Testcontainers' own reaper ends it with the JVM.
  @SuppressWarnings("resource")
  private static Broker container() {
    RabbitMQContainer container = new RabbitMQContainer(IMAGE);
    container.start();
    return new Broker(
        container.getHost(),
        container.getAmqpPort(),
        container.getAdminUsername(),
        container.getAdminPassword(),
        "/",
        true,
        "Docker, " + IMAGE);
  }

  /** The embedded broker, whatever else there is: for what must work on it too. */
  static Broker embedded() {
    EmbeddedProcess process = EmbeddedProcess.start("--amqp-port=", "--amqp-store=memory");
    return new Broker(
        "localhost",
        process.port(),
        "tenantry",
        process.password("amqp-password"),
        "/",
        false,
        "embedded, port " + process.port());
  }
}
