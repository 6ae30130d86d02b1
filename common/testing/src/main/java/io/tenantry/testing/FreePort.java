package io.tenantry.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Loopback ports for servers that are yet to start, or that come back. Each stays bound until this
 * JVM ends, though nobody listens on it: so it is given to nobody else in the meantime, neither to
 * a second caller nor to a connection's near end, and only a server that names it with {@code
 * SO_REUSEADDR}, as servers do, gets it as well.
 */
final class FreePort {

  // Below those that systems give away by themselves, where binding does not keep others out.
  private static final int FIRST = 20_000;
  private static final int COUNT = 12_000;
  private static final int ATTEMPTS = 1_000;

  private static final List<Socket> HELD = new ArrayList<>();

  private FreePort() {}

  static synchronized int find() {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      int port = FIRST + ThreadLocalRandom.current().nextInt(COUNT);
      if (hold(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))) {
        return port;
      }
    }
    throw new IllegalStateException("no port is free");
  }

  private static boolean hold(InetSocketAddress address) {
    Socket holder = new Socket();
    try {
      // First alone, so that two who hold the same port find out; then beside a server.
      holder.setReuseAddress(false);
      holder.bind(address);
      holder.setReuseAddress(true);
      if (admitsAServer(address)) {
        HELD.add(holder);
      } else {
        holder.close();
      }
      return true;
    } catch (IOException e) {
      closeQuietly(holder);
      return false;
    }
  }

  /** Not on every system: then the port is free again, and merely unlikely to be taken. */
  private static boolean admitsAServer(InetSocketAddress address) {
    try (ServerSocket server = new ServerSocket()) {
      server.setReuseAddress(true);
      server.bind(address);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static void closeQuietly(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      System.err.println("a socket that holds no port was not closed: " + e.getMessage());
    }
  }
}
