package io.tenantry.launcher;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Address;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.PossibleAuthenticationFailureException;
import com.rabbitmq.client.ShutdownSignalException;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;
import org.springframework.boot.amqp.autoconfigure.RabbitProperties;

/** Whether a broker's address is one, and a broker answers there: services would wait for ever. */
final class BrokerCheck {

  private static final String FORM = "amqp://user:password@host:port/vhost";
  private static final int CONNECT_MILLIS = 5_000;
  // A broker that has just started takes its time over the first words.
  private static final int HANDSHAKE_MILLIS = 30_000;

  private BrokerCheck() {}

  /** What is wrong with the form, without the password in it. */
  static Optional<String> complaint(String urls) {
    for (String url : urls.split(",", -1)) {
      if (!isWellFormed(url.strip())) {
        return Optional.of(Variables.RABBIT_URL + " is not an address of the form " + FORM);
      }
    }
    return Optional.empty();
  }

  private static boolean isWellFormed(String url) {
    try {
      URI uri = new URI(url);
      boolean hasScheme = "amqp".equals(uri.getScheme()) || "amqps".equals(uri.getScheme());
      return hasScheme && uri.getHost() != null && uri.getPort() < 65536;
    } catch (URISyntaxException e) {
      return false;
    }
  }

  /** Opens a connection as the services will, and closes it. */
  static void requireAnswer(String urls) {
    // Reads the address exactly as the services do.
    RabbitProperties properties = new RabbitProperties();
    properties.setAddresses(List.of(urls.split(",")));
    List<String> hosts = properties.determineAddresses();
    try {
      factory(properties).newConnection(addresses(hosts)).abort(CONNECT_MILLIS);
    } catch (PossibleAuthenticationFailureException e) {
      throw failure(hosts, "refuses this user and password, or the vhost", e);
    } catch (IOException | TimeoutException | GeneralSecurityException e) {
      throw failure(hosts, "gives no connection: " + reason(e), e);
    }
  }

  private static ConnectionFactory factory(RabbitProperties properties)
      throws GeneralSecurityException {
    ConnectionFactory factory = new ConnectionFactory();
    factory.setUsername(properties.determineUsername());
    factory.setPassword(properties.determinePassword());
    String virtualHost = properties.determineVirtualHost();
    if (virtualHost != null) {
      factory.setVirtualHost(virtualHost);
    }
    if (properties.getSsl().determineEnabled()) {
      factory.useSslProtocol(SSLContext.getDefault());
      factory.enableHostnameVerification();
    }
    factory.setAutomaticRecoveryEnabled(false);
    factory.setConnectionTimeout(CONNECT_MILLIS);
    factory.setHandshakeTimeout(HANDSHAKE_MILLIS);
    return factory;
  }

  private static Address[] addresses(List<String> hosts) {
    return hosts.stream().map(Address::parseAddress).toArray(Address[]::new);
  }

  private static String reason(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    if (root instanceof ShutdownSignalException refused
        && refused.getReason() instanceof AMQP.Connection.Close close) {
      return close.getReplyText();
    }
    String message = root.getMessage();
    return message == null ? "no AMQP is spoken there" : message;
  }

  private static LaunchException failure(List<String> hosts, String what, Exception cause) {
    return new LaunchException(
        "the broker of %s, %s, %s".formatted(Variables.RABBIT_URL, String.join(",", hosts), what),
        cause);
  }
}
