package io.tenantry.testing;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import io.tenantry.events.Addresses;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Collection;
import java.util.concurrent.TimeoutException;

/**
 * An AMQP 0-9-1 broker for tests.
 *
 * @param virtualHost its name, {@code /} unless a URL says otherwise
 * @param isRabbitMq whether it is RabbitMQ and not the embedded broker, which lacks quorum queues,
 *     dead-lettering, expiry and the like
 * @param description what it is, for people
 */
public record Broker(
    String host,
    int port,
    String user,
    String password,
    String virtualHost,
    boolean isRabbitMq,
    String description) {

  static Broker at(String url, String description) {
    try {
      ConnectionFactory factory = new ConnectionFactory();
      factory.setUri(url);
      Broker broker =
          new Broker(
              factory.getHost(),
              factory.getPort(),
              factory.getUsername(),
              factory.getPassword(),
              factory.getVirtualHost(),
              true,
              description);
      return broker.withProduct();
    } catch (URISyntaxException | GeneralSecurityException | IllegalArgumentException e) {
      // The parser's own complaint repeats the URL with its password.
      throw new IllegalArgumentException("not an address amqp://user:password@host:port/vhost");
    }
  }

  /** The address in the form of {@code TENANTRY_RABBIT_URL}. */
  public String url() {
    String url = "amqp://%s:%s@%s:%d".formatted(encoded(user), encoded(password), host, port);
    return virtualHost.equals("/") ? url : url + "/" + encoded(virtualHost);
  }

  /** The same broker seen through a port that can be taken away. */
  public Broker through(TcpProxy proxy) {
    return new Broker(
        "localhost", proxy.port(), user, password, virtualHost, isRabbitMq, description);
  }

  /** A connection of the plain client, for looking and for tampering. */
  public Connection connect() {
    ConnectionFactory factory = new ConnectionFactory();
    factory.setHost(host);
    factory.setPort(port);
    factory.setUsername(user);
    factory.setPassword(password);
    factory.setVirtualHost(virtualHost);
    try {
      return factory.newConnection("test");
    } catch (IOException | TimeoutException e) {
      throw new IllegalStateException("the broker does not answer: " + description, e);
    }
  }

  /** Deletes what a broker that comes back empty has lost; what is not there is no error. */
  public void forget(Collection<String> exchanges, Collection<String> queues) {
    try (Connection connection = connect()) {
      for (String queue : queues) {
        quietly(connection, channel -> channel.queueDelete(queue));
      }
      for (String exchange : exchanges) {
        quietly(connection, channel -> channel.exchangeDelete(exchange));
      }
    } catch (IOException e) {
      throw new IllegalStateException("the broker's objects can't be deleted", e);
    }
  }

  /** The same for all that one installation has declared. */
  public void forget(Addresses names) {
    forget(names.exchanges(), names.queues());
  }

  // The embedded broker closes the channel when the object is not there, RabbitMQ does not.
  private static void quietly(Connection connection, ChannelAction action) throws IOException {
    Channel channel = connection.createChannel();
    try {
      action.on(channel);
      channel.close();
    } catch (IOException e) {
      if (channel.isOpen()) {
        throw e;
      }
    } catch (TimeoutException e) {
      throw new IOException(e);
    }
  }

  private Broker withProduct() {
    try (Connection connection = connect()) {
      Object product = connection.getServerProperties().get("product");
      return new Broker(
          host,
          port,
          user,
          password,
          virtualHost,
          String.valueOf(product).equals("RabbitMQ"),
          description);
    } catch (IOException e) {
      throw new IllegalStateException("the broker does not answer: " + description, e);
    }
  }

  private static String encoded(String part) {
    return URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20");
  }

  @Override
  public String toString() {
    return description;
  }

  @FunctionalInterface
  private interface ChannelAction {
    Object on(Channel channel) throws IOException;
  }
}
