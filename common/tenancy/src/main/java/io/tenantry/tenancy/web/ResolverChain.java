package io.tenantry.tenancy.web;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.OrderUtils;

/** The configured ways to tell for whom a request is, with the application's own among them. */
final class ResolverChain {

  /** Leaves room for the application's own between two of them. */
  private static final int STEP = 100;

  private final EdgeProperties edge;
  private final ResolverProperties settings;

  ResolverChain(EdgeProperties edge, ResolverProperties settings) {
    this.edge = edge;
    this.settings = settings;
  }

  private record Placed(int order, TenantResolver resolver) {}

  List<TenantResolver> with(List<TenantResolver> own) {
    Stream<Placed> configured =
        IntStream.range(0, settings.order().size())
            .mapToObj(n -> new Placed(n * STEP, resolver(settings.order().get(n))));
    Stream<Placed> added = own.stream().map(resolver -> new Placed(orderOf(resolver), resolver));
    return Stream.concat(added, configured)
        .sorted(Comparator.comparingInt(Placed::order))
        .map(Placed::resolver)
        .toList();
  }

  /** One that says nothing about it is asked before all others. */
  private static int orderOf(TenantResolver resolver) {
    return resolver instanceof Ordered ordered
        ? ordered.getOrder()
        : OrderUtils.getOrder(resolver.getClass(), Ordered.HIGHEST_PRECEDENCE);
  }

  private TenantResolver resolver(ResolverProperties.Way way) {
    return switch (way) {
      case PATH -> new PathTenantResolver(settings.pathPrefix());
      case HEADER -> new HeaderTenantResolver(settings.header(), edge.proxies());
      case TOKEN -> new TokenTenantResolver(settings.tokenClaim());
      case HOST -> new HostTenantResolver(new RequestedHost(edge.proxies()), edge.base());
    };
  }
}
