package io.tenantry.provisioning.domains.verification;

import java.net.InetAddress;

/**
 * A range of IP addresses.
 *
 * @param bits how many bits at the beginning an address in it has in common with the first one
 */
record Network(InetAddress first, int bits) {

  /**
   * Reads CIDR notation, such as {@code 10.0.0.0/8}. Spring binds settings by this method's name.
   *
   * @throws IllegalArgumentException if it is none, or if the address is not the range's first
   */
  public static Network valueOf(String cidr) {
    int slash = cidr.indexOf('/');
    if (slash < 0 || !cidr.substring(slash + 1).matches("\\d{1,3}")) {
      throw new IllegalArgumentException("must be a network such as 10.0.0.0/8, not " + cidr);
    }
    Network network =
        new Network(
            InetAddress.ofLiteral(cidr.substring(0, slash)),
            Integer.parseInt(cidr.substring(slash + 1)));
    byte[] address = network.first.getAddress();
    if (network.bits > address.length * Byte.SIZE) {
      throw new IllegalArgumentException("no such network: " + cidr);
    }
    for (int bit = network.bits; bit < address.length * Byte.SIZE; bit++) {
      if ((address[bit / Byte.SIZE] & mask(bit)) != 0) {
        throw new IllegalArgumentException("not the first address of its network: " + cidr);
      }
    }
    return network;
  }

  boolean contains(InetAddress address) {
    byte[] mine = first.getAddress();
    byte[] other = address.getAddress();
    if (mine.length != other.length) {
      return false;
    }
    for (int bit = 0; bit < bits; bit++) {
      if (((mine[bit / Byte.SIZE] ^ other[bit / Byte.SIZE]) & mask(bit)) != 0) {
        return false;
      }
    }
    return true;
  }

  private static int mask(int bit) {
    return 0x80 >> (bit % Byte.SIZE);
  }
}
