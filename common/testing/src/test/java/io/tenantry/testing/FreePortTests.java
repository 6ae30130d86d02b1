package io.tenantry.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FreePortTests {

  @Test
  void offersEachPortOnce() {
    List<Integer> ports = Stream.generate(FreePort::find).limit(200).toList();

    assertThat(ports).doesNotHaveDuplicates();
  }

  @Test
  void holdsAPortForAServerThatComesAndGoes() throws IOException {
    int port = FreePort.find();
    InetAddress loopback = InetAddress.getLoopbackAddress();

    for (int time = 0; time < 2; time++) {
      assertThatThrownBy(() -> new Socket(loopback, port).close())
          .isInstanceOf(ConnectException.class);
      try (ServerSocket server = new ServerSocket()) {
        server.setReuseAddress(true);
        server.bind(new InetSocketAddress(loopback, port));
        new Socket(loopback, port).close();
      }
    }
  }
}
