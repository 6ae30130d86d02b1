package io.tenantry.tenancy.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Answers requests for tenants that aren't there; a bean of yours replaces the problem 404. */
@FunctionalInterface
public interface UnknownTenantHandler {

  /** Nothing is current while it runs: neither a tenant nor the public. */
  void handle(HttpServletRequest request, HttpServletResponse response) throws IOException;
}
