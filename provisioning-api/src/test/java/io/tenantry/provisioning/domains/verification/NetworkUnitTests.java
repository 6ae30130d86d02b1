package io.tenantry.provisioning.domains.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.InetAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkUnitTests {

  @ParameterizedTest
  @CsvSource({
    "10.0.0.0/8, 10.255.255.255, 11.0.0.0",
    "192.168.4.0/22, 192.168.7.255, 192.168.8.0",
    "1.2.3.4/32, 1.2.3.4, 1.2.3.5",
    "fd00::/9, fd7f::1, fd80::1",
    "::1/128, ::1, ::2",
    "0.0.0.0/0, 255.255.255.255, ::1"
  })
  void containsItsOwnAddressesOnly(String network, String inside, String outside) {
    assertThat(Network.valueOf(network).contains(InetAddress.ofLiteral(inside))).isTrue();
    assertThat(Network.valueOf(network).contains(InetAddress.ofLiteral(outside))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "10.0.0.0", "10.0.0.0/", "10.0.0.0/33", "::/129", "10.0.0.0/-1", "host/8"})
  void refusesWhatIsNoNetwork(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> Network.valueOf(text));
  }

  @Test
  void refusesAnAddressInTheMiddleOfANetwork() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Network.valueOf("10.1.0.0/8"))
        .withMessageContaining("10.1.0.0/8");
  }
}
