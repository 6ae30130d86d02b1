package io.tenantry.tenancy.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/** A trusted proxy names the tenant in a header; from anybody else the header says nothing. */
record HeaderTenantResolver(String header, TrustedProxies proxies) implements TenantResolver {

  @Override
  public Optional<Destination> resolve(HttpServletRequest request) {
    String name = request.getHeader(header);
    return name == null || !proxies.include(request.getRemoteAddr())
        ? Optional.empty()
        : Optional.of(new Destination.OfTenant(TenantName.check(name, "header " + header), ""));
  }
}
