package io.tenantry.provisioning.console.login;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.time.Duration;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Ends a session that is old, however busy: pages that refresh themselves would keep it for ever.
 */
final class SessionLife extends OncePerRequestFilter {

  private final Duration life;

  SessionLife(Duration life) {
    this.life = life;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    HttpSession session = request.getSession(false);
    if (session != null
        && System.currentTimeMillis() - session.getCreationTime() > life.toMillis()) {
      session.invalidate();
    }
    chain.doFilter(request, response);
  }
}
