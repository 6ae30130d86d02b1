package io.tenantry.provisioning.console.login;

import io.tenantry.provisioning.operators.Operator;
import io.tenantry.provisioning.operators.Operators;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpMethod;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.SavedRequestAwareAuthenticationSuccessHandler;
import org.springframework.security.web.savedrequest.CookieRequestCache;
import org.springframework.security.web.savedrequest.RequestCache;
import org.springframework.stereotype.Component;

/**
 * Where a log-in leads to: the page that was asked for, or, for who has no password yet, the page
 * to choose one.
 */
@Component
class LogInTarget extends SavedRequestAwareAuthenticationSuccessHandler {

  private final Operators operators;

  LogInTarget(Operators operators) {
    this.operators = operators;
    setRequestCache(cache(false));
    setDefaultTargetUrl("/console");
  }

  /** In a cookie: who is not logged in has no session. */
  static RequestCache cache(boolean secure) {
    CookieRequestCache cache = new CookieRequestCache();
    cache.setCookieCustomizer(cookie -> cookie.setSecure(secure));
    cache.setRequestMatcher(
        request ->
            HttpMethod.GET.matches(request.getMethod())
                && request.getHeader("HX-Request") == null
                && String.valueOf(request.getHeader("Accept")).contains("text/html"));
    return cache;
  }

  @Override
  public void onAuthenticationSuccess(
      HttpServletRequest request, HttpServletResponse response, Authentication who)
      throws ServletException, IOException {
    if (operators
        .find(who.getName())
        .filter(one -> !one.hasPassword())
        .map(Operator::name)
        .isPresent()) {
      getRedirectStrategy().sendRedirect(request, response, "/console/account");
    } else {
      super.onAuthenticationSuccess(request, response, who);
    }
  }
}
