package io.tenantry.tenancy.web;

import io.tenantry.tenancy.TenantScope;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.filter.OncePerRequestFilter;

/** Binds every request to the only tenant, whatever host it asks for. */
final class OneTenantFilter extends OncePerRequestFilter {

  private final TenantScope scope;

  OneTenantFilter(TenantScope scope) {
    this.scope = scope;
  }

  @Override
  protected boolean shouldNotFilterAsyncDispatch() {
    return false;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    TenantFilter.within(scope, request, response, chain);
  }
}
