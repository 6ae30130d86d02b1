package io.tenantry.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PortsUnitTests {

  @Test
  void noticesAListenerOnLoopbackAndOnAllAddresses() throws IOException {
    try (ServerSocket loopback = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        ServerSocket all = new ServerSocket(0)) {
      assertThat(Ports.isTaken(loopback.getLocalPort())).isTrue();
      assertThat(Ports.isTaken(all.getLocalPort())).isTrue();
    }
  }

  @Test
  void offersNoPortTwice() {
    assertThat(Stream.generate(Ports::free).limit(100)).doesNotHaveDuplicates();
  }

  @Test
  void offersAPortThatIsNotTaken() {
    assertThat(Ports.isTaken(Ports.free())).isFalse();
  }
}
