package io.tenantry.launcher;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/** Which ports of loopback are free. */
public final class Ports {

  private static final int CONNECT_MILLIS = 500;

  // Below those that systems give away by themselves: nobody gets one of these by chance between
  // the
  // choice and the start of the server that it is for.
  private static final int FIRST = 15_000;
  private static final int COUNT = 5_000;
  private static final int ATTEMPTS = 1_000;

  private static final Set<Integer> OFFERED = ConcurrentHashMap.newKeySet();

  private Ports() {}

  /** A port that nobody listens on at this moment; never the same twice. */
  public static int free() {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      int port = FIRST + ThreadLocalRandom.current().nextInt(COUNT);
      if (!isTaken(port) && OFFERED.add(port)) {
        return port;
      }
    }
    throw new LaunchException("no port of loopback is free");
  }

  static void requireFree(int port, String variable) {
    if (isTaken(port)) {
      throw new LaunchException(
          "port %d is taken: end what listens there, or set %s to another port"
              .formatted(port, variable));
    }
  }

  /** Binding alone says too little: some systems allow it beside a listener on all addresses. */
  static boolean isTaken(int port) {
    InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    try (Socket socket = new Socket()) {
      socket.connect(address, CONNECT_MILLIS);
      return true;
    } catch (IOException e) {
      return !canBind(address);
    }
  }

  private static boolean canBind(InetSocketAddress address) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(address);
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
