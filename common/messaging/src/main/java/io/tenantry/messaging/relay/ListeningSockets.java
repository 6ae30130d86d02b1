package io.tenantry.messaging.relay;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import javax.net.SocketFactory;

/**
 * Sockets for a connection that listens; public since PostgreSQL's driver makes it by its name.
 * After each notification the driver looks for another one by a read with the shortest timeout
 * there is, and whoever waits for the first waits for that, too: a millisecond and more. With these
 * the read ends at once if nothing has come. See {@code PGStream.hasMessagePending}.
 */
public final class ListeningSockets extends SocketFactory {

  private static final int SHORTEST_MILLIS = 1;

  @Override
  public Socket createSocket() {
    return new ListeningSocket();
  }

  @Override
  public Socket createSocket(String host, int port) {
    throw onlyUnconnected();
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress local, int localPort) {
    throw onlyUnconnected();
  }

  @Override
  public Socket createSocket(InetAddress host, int port) {
    throw onlyUnconnected();
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) {
    throw onlyUnconnected();
  }

  private static UnsupportedOperationException onlyUnconnected() {
    return new UnsupportedOperationException("the driver connects by itself");
  }

  private static final class ListeningSocket extends Socket {

    private volatile boolean glancing;

    @Override
    public void setSoTimeout(int millis) throws SocketException {
      super.setSoTimeout(millis);
      glancing = millis == SHORTEST_MILLIS;
    }

    @Override
    public InputStream getInputStream() throws IOException {
      return new FilterInputStream(super.getInputStream()) {

        @Override
        public int read() throws IOException {
          requireSomething();
          return super.read();
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
          requireSomething();
          return super.read(into, offset, length);
        }

        private void requireSomething() throws IOException {
          if (glancing && available() == 0) {
            throw new SocketTimeoutException("nothing has come");
          }
        }
      };
    }
  }
}
