package io.tenantry.tenancy.web;

import io.tenantry.problems.ProblemException;
import io.tenantry.problems.ProblemWriter;
import io.tenantry.tenancy.CurrentTenant;
import io.tenantry.tenancy.TenantScope;
import io.tenantry.tenancy.web.TenantGate.Passage;
import io.tenantry.tracing.MessageTraces;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.slf4j.MDC;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;

/** Binds each request to its tenant, or to the public, before anything else looks at it. */
final class TenantFilter extends OncePerRequestFilter {

  private static final String SCOPE = TenantFilter.class.getName() + ".scope";
  private static final String DESTINATION = TenantFilter.class.getName() + ".destination";
  private static final String MDC_KEY = "tenant";

  private final List<TenantResolver> resolvers;
  private final TenantGate gate;
  private final ActuatorPaths actuator;
  private final Refusals refusals;
  private final ProblemWriter problems;
  private final PublicUrl publicUrl;
  private final UnknownTenantHandler unknown;
  private final MessageTraces traces;

  TenantFilter(
      List<TenantResolver> resolvers,
      TenantGate gate,
      ActuatorPaths actuator,
      Refusals refusals,
      ProblemWriter problems,
      PublicUrl publicUrl,
      UnknownTenantHandler unknown,
      MessageTraces traces) {
    this.resolvers = resolvers;
    this.gate = gate;
    this.actuator = actuator;
    this.refusals = refusals;
    this.problems = problems;
    this.publicUrl = publicUrl;
    this.unknown = unknown;
    this.traces = traces;
  }

  /** What a controller goes on with asynchronously belongs to the same tenant. */
  @Override
  protected boolean shouldNotFilterAsyncDispatch() {
    return false;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    Optional<Passage> passage;
    HttpServletRequest inside;
    try {
      Destination destination = destinationOf(request).orElseGet(() -> resolve(request));
      inside = RequestOfTenant.of(request, destination);
      passage = passageOf(inside, destination);
    } catch (ProblemException e) {
      refusals.count(e);
      problems.write(response, e);
      return;
    }
    switch (passage.orElse(null)) {
      case null -> chain.doFilter(inside, response);
      case Passage.Through(TenantScope.InTenant _) when MaintenanceBypass.isLink(request) ->
          MaintenanceBypass.remember(request, response);
      case Passage.Through(TenantScope scope) -> {
        if (scope instanceof TenantScope.InTenant(var tenant)) {
          traces.tag(MDC_KEY, tenant.schemaName());
        }
        within(scope, inside, response, chain);
      }
      case Passage.Onward(String domain) -> redirect(domain, request, response);
      case Passage.Unknown _ -> {
        refusals.count(UnknownTenantProblem.TYPE);
        unknown.handle(request, response);
      }
    }
  }

  /** The same again there, body included; not remembered for long, since the next domain may be. */
  private void redirect(String domain, HttpServletRequest request, HttpServletResponse response) {
    response.setStatus(HttpStatus.PERMANENT_REDIRECT.value());
    response.setHeader(HttpHeaders.LOCATION, publicUrl.of(domain, request));
    response.setHeader(HttpHeaders.CACHE_CONTROL, "max-age=60");
    response.setContentLength(0);
  }

  /** Empty for the actuator, which works for nobody. */
  private Optional<Passage> passageOf(HttpServletRequest request, Destination destination) {
    if (request.getAttribute(SCOPE) instanceof TenantScope known) {
      return Optional.of(new Passage.Through(known));
    }
    if (actuator.include(request)) {
      return switch (destination) {
        case Destination.OfDomain _, Destination.OfTenant _ -> throw notFound();
        case Destination.PublicSite _, Destination.Nobody _ -> Optional.empty();
      };
    }
    Passage passage = gate.enter(destination, MaintenanceBypass.of(request));
    if (passage instanceof Passage.Through(TenantScope scope)) {
      request.setAttribute(DESTINATION, destination);
      request.setAttribute(SCOPE, scope);
    }
    return Optional.of(passage);
  }

  /** Where a request that was let through goes; empty for the actuator. */
  static Optional<Destination> destinationOf(HttpServletRequest request) {
    return Optional.ofNullable((Destination) request.getAttribute(DESTINATION));
  }

  private Destination resolve(HttpServletRequest request) {
    for (TenantResolver resolver : resolvers) {
      Optional<Destination> destination = resolver.resolve(request);
      if (destination.isPresent()) {
        return destination.get();
      }
    }
    return new Destination.Nobody();
  }

  private static ProblemException notFound() {
    return new ProblemException(
        HttpStatus.NOT_FOUND, "not-found", "There is nothing at this address.");
  }

  static void within(
      TenantScope scope,
      HttpServletRequest request,
      HttpServletResponse response,
      FilterChain chain)
      throws ServletException, IOException {
    if (scope instanceof TenantScope.InTenant(var tenant)) {
      MDC.put(MDC_KEY, tenant.schemaName());
    }
    try {
      CurrentTenant.call(
          scope,
          () -> {
            chain.doFilter(request, response);
            return null;
          });
    } catch (ServletException | IOException | RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new ServletException(e);
    } finally {
      MDC.remove(MDC_KEY);
    }
  }
}
