package io.tenantry.provisioning.console.login;

import io.tenantry.provisioning.operators.LoggedInOperator;
import io.tenantry.provisioning.operators.Operator;
import io.tenantry.provisioning.operators.Operators;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Ends a session whose operator is disabled or has another role or password by now. Changes end the
 * sessions that there are; that of a log-in which was under way meanwhile is made afterwards.
 */
final class StillAllowed extends OncePerRequestFilter {

  private static final String ASSETS = "/console/assets/";

  private final Operators operators;

  StillAllowed(Operators operators) {
    this.operators = operators;
  }

  /** Pictures and styles are everybody's: no session is read for them. */
  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return request.getRequestURI().startsWith(ASSETS);
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    Authentication who = SecurityContextHolder.getContext().getAuthentication();
    // Others come by single sign-on and have no account here.
    if (who != null && who.getPrincipal() instanceof UserDetails && !isStill(who)) {
      HttpSession session = request.getSession(false);
      if (session != null) {
        session.invalidate();
      }
      SecurityContextHolder.clearContext();
    }
    chain.doFilter(request, response);
  }

  private boolean isStill(Authentication who) {
    Set<String> roles =
        who.getAuthorities().stream()
            .map(GrantedAuthority::getAuthority)
            .filter(authority -> authority != null && authority.startsWith("ROLE_"))
            .collect(Collectors.toSet());
    return operators
        .find(who.getName())
        .filter(operator -> !operator.isDisabled())
        .filter(operator -> operator.passwordChanges() == LoggedInOperator.passwordChanges(who))
        .map(Operator::role)
        .filter(role -> roles.equals(Set.copyOf(role.authorities())))
        .isPresent();
  }
}
