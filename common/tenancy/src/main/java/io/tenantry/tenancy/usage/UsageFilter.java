package io.tenantry.tenancy.usage;

import io.tenantry.tenancy.CurrentTenant;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.filter.OncePerRequestFilter;

/** Counts the requests of tenants that were let in. */
final class UsageFilter extends OncePerRequestFilter {

  private final UsageCounters counters;

  UsageFilter(UsageCounters counters) {
    this.counters = counters;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    CurrentTenant.find().ifPresent(tenant -> counters.request(tenant.id()));
    chain.doFilter(request, response);
  }
}
