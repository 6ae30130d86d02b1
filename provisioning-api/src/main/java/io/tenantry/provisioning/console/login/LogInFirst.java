package io.tenantry.provisioning.console.login;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;

/** Sends whoever is not logged in to the log-in; htmx as a whole, not into a part of the page. */
final class LogInFirst implements AuthenticationEntryPoint {

  private final String page;

  LogInFirst(String page) {
    this.page = page;
  }

  @Override
  public void commence(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException e)
      throws IOException {
    if (request.getHeader("HX-Request") != null) {
      response.setHeader("HX-Redirect", page);
      response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
    } else if ("text/event-stream".equals(request.getHeader("Accept"))) {
      response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
    } else {
      response.sendRedirect(page);
    }
  }
}
