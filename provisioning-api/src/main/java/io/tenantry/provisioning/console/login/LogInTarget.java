package io.tenantry.provisioning.console.login;

import io.tenantry.provisioning.operators.Operators;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.net.URISyntaxException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.SimpleUrlAuthenticationSuccessHandler;
import org.springframework.security.web.savedrequest.CookieRequestCache;
import org.springframework.security.web.savedrequest.RequestCache;
import org.springframework.security.web.savedrequest.SavedRequest;
import org.springframework.stereotype.Component;

/**
 * Where a log-in leads to: the page of the console that was asked for, or, for who has no password
 * yet, the page to choose one.
 */
@Component
class LogInTarget extends SimpleUrlAuthenticationSuccessHandler {

  private static final String HOME = "/console";

  private final Operators operators;
  private final RequestCache wanted = cache(false);

  LogInTarget(Operators operators) {
    this.operators = operators;
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
  protected String determineTargetUrl(
      HttpServletRequest request, HttpServletResponse response, Authentication who) {
    SavedRequest page = wanted.getRequest(request, response);
    wanted.removeRequest(request, response);
    return hasNoPassword(who.getName())
        ? "/console/account"
        : inConsole(page == null ? null : page.getRedirectUrl());
  }

  private boolean hasNoPassword(String name) {
    return operators.find(name).filter(one -> !one.hasPassword()).isPresent();
  }

  /** Without the host: who can plant a cookie must not choose where a log-in leads to. */
  static String inConsole(@Nullable String address) {
    if (address == null) {
      return HOME;
    }
    try {
      URI page = new URI(address);
      String path = page.getPath();
      if (path == null || !(path + "/").startsWith(HOME + "/") || path.contains("/..")) {
        return HOME;
      }
      String query = page.getRawQuery();
      return page.getRawPath() + (query == null ? "" : "?" + query);
    } catch (URISyntaxException e) {
      return HOME;
    }
  }
}
