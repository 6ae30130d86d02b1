package io.tenantry.tenancy.web;

import io.tenantry.problems.ProblemException;
import io.tenantry.problems.ProblemWriter;
import io.tenantry.tenancy.CurrentTenant;
import io.tenantry.tenancy.TenantScope;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.slf4j.MDC;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;

/** Binds each request to its tenant, or to the public, before anything else looks at it. */
final class TenantFilter extends OncePerRequestFilter {

  private static final String SCOPE = TenantFilter.class.getName() + ".scope";
  private static final String MDC_KEY = "tenant";

  private final List<TenantResolver> resolvers;
  private final TenantGate gate;
  private final ActuatorPaths actuator;
  private final Refusals refusals;
  private final ProblemWriter problems;

  TenantFilter(
      List<TenantResolver> resolvers,
      TenantGate gate,
      ActuatorPaths actuator,
      Refusals refusals,
      ProblemWriter problems) {
    this.resolvers = resolvers;
    this.gate = gate;
    this.actuator = actuator;
    this.refusals = refusals;
    this.problems = problems;
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
    Optional<TenantScope> scope;
    try {
      scope = scopeOf(request);
    } catch (ProblemException e) {
      refusals.count(e);
      problems.write(response, e);
      return;
    }
    if (scope.isEmpty()) {
      chain.doFilter(request, response);
    } else {
      within(scope.get(), request, response, chain);
    }
  }

  /** Empty for the actuator, which works for nobody. */
  private Optional<TenantScope> scopeOf(HttpServletRequest request) {
    if (request.getAttribute(SCOPE) instanceof TenantScope known) {
      return Optional.of(known);
    }
    Destination destination = resolve(request);
    if (actuator.include(request)) {
      if (destination instanceof Destination.OfDomain) {
        throw notFound();
      }
      return Optional.empty();
    }
    TenantScope scope = gate.enter(destination);
    request.setAttribute(SCOPE, scope);
    return Optional.of(scope);
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

  private static void within(
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
