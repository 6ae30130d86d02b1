package io.tenantry.testing;

/** A RabbitMQ of a test's own whose disk can be taken for full, where RabbitMQ is installed. */
public final class FullDiskBroker implements AutoCloseable {

  private final RabbitInstallation installation;
  private final PrivateRabbitNode node;

  private FullDiskBroker(RabbitInstallation installation, PrivateRabbitNode node) {
    this.installation = installation;
    this.node = node;
  }

  /** Whether there is one to be had on this machine. */
  public static boolean isInstalled() {
    return RabbitInstallation.find().isPresent();
  }

  /** Starts it, with space enough. */
  public static FullDiskBroker start() {
    RabbitInstallation installation = RabbitInstallation.find().orElseThrow();
    return new FullDiskBroker(installation, PrivateRabbitNode.start(installation));
  }

  public Broker broker() {
    return node.broker();
  }

  /** From now on it takes no message. */
  public void fill() {
    node.order(installation, "set_disk_free_limit", "1000000GB");
  }

  /** From now on it takes messages again. */
  public void free() {
    node.order(installation, "set_disk_free_limit", "50MB");
  }

  @Override
  public void close() {
    node.stop();
  }
}
