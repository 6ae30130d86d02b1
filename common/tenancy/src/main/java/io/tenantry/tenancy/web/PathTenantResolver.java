package io.tenantry.tenancy.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/** The path begins with the tenant's name: {@code /t/tienda1/api/products}. */
record PathTenantResolver(String prefix) implements TenantResolver {

  @Override
  public Optional<Destination> resolve(HttpServletRequest request) {
    String path = request.getServletPath();
    if (!path.startsWith(prefix)) {
      return Optional.empty();
    }
    int end = path.indexOf('/', prefix.length());
    String named = end < 0 ? path : path.substring(0, end);
    TenantName.check(named.substring(prefix.length()), "path");
    // As it was sent, too: no dots, codes or doubled slashes lead to another tenant than it says.
    String sent = request.getRequestURI();
    String begin = request.getContextPath() + named;
    if (!sent.equals(begin) && !sent.startsWith(begin + "/")) {
      throw TenantName.refusal("path");
    }
    return Optional.of(new Destination.OfTenant(named.substring(prefix.length()), named));
  }
}
