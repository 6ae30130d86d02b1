package io.tenantry.tenancy.web;

import io.tenantry.events.HostName;
import io.tenantry.problems.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.util.Optional;
import org.springframework.http.HttpStatus;

/** The host names the tenant: asked last, since every request has one. */
final class HostTenantResolver implements TenantResolver {

  private final RequestedHost requestedHost;
  private final HostName baseDomain;

  HostTenantResolver(RequestedHost requestedHost, HostName baseDomain) {
    this.requestedHost = requestedHost;
    this.baseDomain = baseDomain;
  }

  @Override
  public Optional<Destination> resolve(HttpServletRequest request) {
    try {
      return Optional.of(destination(requestedHost.of(request)));
    } catch (IllegalArgumentException e) {
      throw new ProblemException(
          HttpStatus.BAD_REQUEST, "invalid-host", "The request's host " + e.getMessage() + ".", e);
    }
  }

  private Destination destination(String host) {
    if (isAddress(host)) {
      return new Destination.Nobody();
    }
    HostName name = HostName.ofHeader(host);
    return name.equals(baseDomain)
        ? new Destination.PublicSite()
        : new Destination.OfDomain(name.value());
  }

  private static boolean isAddress(String host) {
    try {
      InetAddress.ofLiteral(host);
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
