package io.tenantry.testing;

/** A RabbitMQ of a test's own that speaks TLS, where RabbitMQ is installed. */
public final class TlsBroker implements AutoCloseable {

  private final PrivateRabbitNode node;
  private final int port;

  private TlsBroker(PrivateRabbitNode node, int port) {
    this.node = node;
    this.port = port;
  }

  /** Whether there is one to be had on this machine. */
  public static boolean isInstalled() {
    return RabbitInstallation.find().isPresent();
  }

  /** Starts it; it shows that certificate to everybody. */
  public static TlsBroker start(TestCertificate certificate) {
    int port = FreePort.find();
    return new TlsBroker(
        PrivateRabbitNode.start(
            RabbitInstallation.find().orElseThrow(),
            """
            listeners.ssl.default = 127.0.0.1:%d
            ssl_options.cacertfile = %2$s
            ssl_options.certfile = %2$s
            ssl_options.keyfile = %3$s
            ssl_options.verify = verify_none
            ssl_options.fail_if_no_peer_cert = false
            """
                .formatted(port, certificate.certificate(), certificate.key())),
        port);
  }

  /** Its address in the form of {@code TENANTRY_RABBIT_URL}. */
  public String url() {
    Broker broker = node.broker();
    return "amqps://%s:%s@localhost:%d".formatted(broker.user(), broker.password(), port);
  }

  @Override
  public void close() {
    node.stop();
  }
}
