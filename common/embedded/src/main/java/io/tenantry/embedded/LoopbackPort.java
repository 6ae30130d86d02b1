package io.tenantry.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** A port that only this machine can reach. */
record LoopbackPort(int number) {

  static final String HOST = "127.0.0.1";

  LoopbackPort {
    if (number < 1 || number > 65535) {
      throw new EmbeddedStartException("not a port: " + number);
    }
  }

  /** Neither server says clearly that its port is taken, so it is tried beforehand. */
  void requireFree(String what) {
    try (ServerSocket socket = new ServerSocket(number, 1, InetAddress.getByName(HOST))) {
      socket.setReuseAddress(true);
    } catch (IOException e) {
      throw new EmbeddedStartException(
          "port " + number + " for " + what + " is taken (" + e.getMessage() + ")", e);
    }
  }

  @Override
  public String toString() {
    return HOST + ":" + number;
  }
}
