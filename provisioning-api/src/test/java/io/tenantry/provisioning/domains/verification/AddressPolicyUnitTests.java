package io.tenantry.provisioning.domains.verification;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressPolicyUnitTests {

  private final AddressPolicy policy = new AddressPolicy(List.of());

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.1.1.1",
        "9.255.255.255",
        "11.0.0.0",
        "100.63.255.255",
        "100.128.0.0",
        "126.255.255.255",
        "128.0.0.0",
        "169.253.255.255",
        "169.255.0.0",
        "172.15.255.255",
        "172.32.0.0",
        "192.167.255.255",
        "192.169.0.0",
        "198.17.255.255",
        "198.20.0.0",
        "223.255.255.255",
        "2001:200::1",
        "2606:4700:4700::1111",
        "2a00:1450:4001::1"
      })
  void permitsWhatEverybodyReaches(String address) {
    assertThat(policy.permits(InetAddress.ofLiteral(address))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        // this host, private, shared (CGNAT), loopback, link-local
        "0.0.0.0",
        "0.1.2.3",
        "10.0.0.0",
        "10.255.255.255",
        "100.64.0.0",
        "100.127.255.255",
        "127.0.0.1",
        "127.255.255.255",
        "169.254.0.1",
        "169.254.169.254",
        "172.16.0.0",
        "172.31.255.255",
        "192.168.0.0",
        "192.168.255.255",
        // a cloud's own services, protocol assignments, documentation, 6to4 relays, benchmarks
        "168.63.129.16",
        "192.0.0.1",
        "192.0.2.1",
        "198.51.100.1",
        "203.0.113.1",
        "192.88.99.1",
        "198.18.0.0",
        "198.19.255.255",
        // multicast, reserved, broadcast
        "224.0.0.1",
        "239.255.255.255",
        "240.0.0.1",
        "255.255.255.255",
        // unspecified, loopback, link-local, site-local, unique-local, multicast
        "::",
        "::1",
        "fe80::1",
        "febf::1",
        "fec0::1",
        "fc00::1",
        "fdff:ffff::1",
        "fd00:ec2::254",
        "ff02::1",
        // IPv4-mapped, IPv4-compatible, NAT64, 6to4, Teredo
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "::127.0.0.1",
        "64:ff9b::a00:1",
        "64:ff9b:1::a00:1",
        "2002:7f00:1::",
        "2001:0:7f00:1::1",
        // discard, documentation, segment routing, not given to anybody yet
        "100::1",
        "2001:db8::1",
        "3fff::1",
        "5f00::1",
        "4000::1",
        "e000::1"
      })
  void permitsNothingElse(String address) {
    assertThat(policy.permits(InetAddress.ofLiteral(address))).isFalse();
  }

  @Test
  void permitsNoMappedAddressWhateverItMaps() throws UnknownHostException {
    byte[] bytes = new byte[16];
    bytes[10] = bytes[11] = (byte) 0xff;
    bytes[12] = bytes[13] = bytes[14] = bytes[15] = 1;
    InetAddress mapped = Inet6Address.getByAddress("", bytes, -1);

    assertThat(mapped).isInstanceOf(Inet6Address.class);
    assertThat(policy.permits(mapped)).isFalse();
  }

  @Test
  void permitsNetworksOfOnesOwnWhereToldTo() {
    var own = new AddressPolicy(List.of(Network.valueOf("10.1.0.0/16")));

    assertThat(own.permits(InetAddress.ofLiteral("10.1.2.3"))).isTrue();
    assertThat(own.permits(InetAddress.ofLiteral("10.2.0.1"))).isFalse();
    assertThat(own.permits(InetAddress.ofLiteral("1.1.1.1"))).isTrue();
  }
}
