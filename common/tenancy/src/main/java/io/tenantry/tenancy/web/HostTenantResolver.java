package io.tenantry.tenancy.web;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.tenantry.events.HostName;
import io.tenantry.problems.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.util.Optional;
import org.springframework.http.HttpStatus;

/** The host names the tenant: asked last, since every request has one. */
final class HostTenantResolver implements TenantResolver {

  private static final int MOST_HOSTS = 10_000;

  private final RequestedHost requestedHost;
  private final HostName baseDomain;

  /** What a host means depends on nothing else, and to find out takes longer than to look up. */
  private final Cache<String, Destination> known =
      Caffeine.newBuilder().maximumSize(MOST_HOSTS).build();

  HostTenantResolver(RequestedHost requestedHost, HostName baseDomain) {
    this.requestedHost = requestedHost;
    this.baseDomain = baseDomain;
  }

  @Override
  public Optional<Destination> resolve(HttpServletRequest request) {
    try {
      return Optional.of(known.get(requestedHost.of(request), this::destination));
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
