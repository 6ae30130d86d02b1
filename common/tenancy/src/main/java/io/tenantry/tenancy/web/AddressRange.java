package io.tenantry.tenancy.web;

import java.net.InetAddress;

/** A range of IP addresses in CIDR notation; a single address is a range too. */
record AddressRange(InetAddress network, int bits) {

  static AddressRange parse(String cidr) {
    int slash = cidr.indexOf('/');
    InetAddress network = InetAddress.ofLiteral(slash < 0 ? cidr : cidr.substring(0, slash));
    int longest = network.getAddress().length * Byte.SIZE;
    int bits = slash < 0 ? longest : Integer.parseInt(cidr.substring(slash + 1));
    if (bits < 0 || bits > longest) {
      throw new IllegalArgumentException("no such network: " + cidr);
    }
    return new AddressRange(network, bits);
  }

  boolean contains(InetAddress address) {
    byte[] mine = network.getAddress();
    byte[] other = address.getAddress();
    if (mine.length != other.length) {
      return false;
    }
    for (int bit = 0; bit < bits; bit++) {
      int mask = 0x80 >> (bit % Byte.SIZE);
      if (((mine[bit / Byte.SIZE] ^ other[bit / Byte.SIZE]) & mask) != 0) {
        return false;
      }
    }
    return true;
  }
}
