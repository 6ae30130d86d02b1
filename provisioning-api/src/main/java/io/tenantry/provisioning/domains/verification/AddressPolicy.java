package io.tenantry.provisioning.domains.verification;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.List;
import java.util.stream.Stream;

/**
 * Which addresses a stranger's domain may have us connect to: those that everybody on the Internet
 * reaches, and so none of our own network's. After the registries of special addresses that the
 * IANA keeps (RFC 6890).
 */
final class AddressPolicy {

  private static final List<Network> SPECIAL_IPV4 =
      networks(
          "0.0.0.0/8",
          "10.0.0.0/8",
          "100.64.0.0/10",
          "127.0.0.0/8",
          // A cloud's own services, for whoever runs in it.
          "168.63.129.16/32",
          "169.254.0.0/16",
          "172.16.0.0/12",
          "192.0.0.0/24",
          "192.0.2.0/24",
          "192.88.99.0/24",
          "192.168.0.0/16",
          "198.18.0.0/15",
          "198.51.100.0/24",
          "203.0.113.0/24",
          "224.0.0.0/4",
          "240.0.0.0/4");

  /** Nothing outside of it is public, which leaves out unique-local, mapped and NAT64 addresses. */
  private static final Network PUBLIC_IPV6 = Network.valueOf("2000::/3");

  /** Among them the tunnels Teredo and 6to4, which lead to any IPv4 address. */
  private static final List<Network> SPECIAL_IPV6 =
      networks("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20");

  private final List<Network> allowed;

  /**
   * @param allowed networks that are permitted although they are not public
   */
  AddressPolicy(List<Network> allowed) {
    this.allowed = List.copyOf(allowed);
  }

  boolean permits(InetAddress address) {
    return isIn(allowed, address) || isPublic(address);
  }

  private static boolean isPublic(InetAddress address) {
    return address instanceof Inet4Address
        ? !isIn(SPECIAL_IPV4, address)
        : PUBLIC_IPV6.contains(address) && !isIn(SPECIAL_IPV6, address);
  }

  private static boolean isIn(List<Network> networks, InetAddress address) {
    return networks.stream().anyMatch(network -> network.contains(address));
  }

  private static List<Network> networks(String... all) {
    return Stream.of(all).map(Network::valueOf).toList();
  }
}
