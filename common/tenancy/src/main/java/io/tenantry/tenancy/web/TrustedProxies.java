package io.tenantry.tenancy.web;

import java.net.InetAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The peers whose headers may name the host that the caller asked for. */
record TrustedProxies(List<AddressRange> ranges) {

  boolean include(@Nullable String peer) {
    if (ranges.isEmpty() || peer == null) {
      return false;
    }
    InetAddress address = InetAddress.ofLiteral(peer);
    return ranges.stream().anyMatch(range -> range.contains(address));
  }
}
