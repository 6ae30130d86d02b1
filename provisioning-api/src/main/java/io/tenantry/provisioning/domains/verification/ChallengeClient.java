package io.tenantry.provisioning.domains.verification;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * One GET over HTTP/1.1, with bounds on everything. Written for this purpose: the JDK's clients
 * resolve names themselves, follow redirects or go through proxies, and none bounds the whole time.
 */
final class ChallengeClient {

  private static final int MOST_ADDRESSES = 4;
  private static final String REQUEST =
      """
      GET %s HTTP/1.1\r
      Host: %s\r
      User-Agent: Tenantry\r
      Accept: text/plain, */*;q=0.1\r
      Accept-Encoding: identity\r
      Connection: close\r
      \r
      """;

  private final VerificationProperties.Http settings;

  ChallengeClient(VerificationProperties.Http settings) {
    this.settings = settings;
  }

  /**
   * @param addresses of the host, tried in turn until one takes the connection
   * @throws NoProofException if there is no usable answer in time
   */
  HttpAnswer get(List<InetAddress> addresses, String host, String path) throws NoProofException {
    var deadline = new Deadline(settings.timeout());
    try (Socket socket = connect(addresses, deadline)) {
      String port = settings.port() == 80 ? "" : ":" + settings.port();
      socket
          .getOutputStream()
          .write(REQUEST.formatted(path, host + port).getBytes(StandardCharsets.US_ASCII));
      var input = new BoundedInput(socket, deadline, settings.maxBytes());
      return HttpAnswer.read(new BufferedInputStream(input));
    } catch (SocketTimeoutException e) {
      throw new NoProofException(host + " did not answer by HTTP in time", e);
    } catch (BoundedInput.TooLongException e) {
      throw new NoProofException(
          host + " answers by HTTP with more than " + settings.maxBytes() + " bytes", e);
    } catch (HttpAnswer.UnreadableException e) {
      throw new NoProofException(host + " does not speak HTTP on port " + settings.port(), e);
    } catch (IOException e) {
      throw new NoProofException(host + " broke the connection off", e);
    }
  }

  private Socket connect(List<InetAddress> addresses, Deadline deadline)
      throws NoProofException, IOException {
    for (InetAddress address : addresses.subList(0, Math.min(MOST_ADDRESSES, addresses.size()))) {
      // A proxy from the system's settings would resolve names by itself.
      Socket socket = new Socket(Proxy.NO_PROXY);
      try {
        socket.connect(
            new InetSocketAddress(address, settings.port()),
            Math.min(deadline.millisLeft(), Math.toIntExact(settings.connectTimeout().toMillis())));
        return socket;
      } catch (IOException e) {
        socket.close();
      }
    }
    throw new NoProofException(
        "no connection to "
            + addresses.getFirst().getHostAddress()
            + " on port "
            + settings.port()
            + (addresses.size() > 1 ? ", nor to its other addresses" : ""));
  }
}
