package io.tenantry.provisioning.console.live;

import io.tenantry.problems.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.security.Principal;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * How many pages of one operator are told of changes at once, so that one leaves room for others. A
 * page that was left is noticed with the next heartbeat only.
 */
@Component
class LiveSeats implements WebMvcConfigurer, HandlerInterceptor {

  static final int EACH = 30;

  private final Map<String, Integer> taken = new ConcurrentHashMap<>();

  @Override
  public void addInterceptors(InterceptorRegistry registry) {
    registry
        .addInterceptor(this)
        .addPathPatterns("/console/live", "/console/*/live", "/console/*/*/live");
  }

  @Override
  public boolean preHandle(
      HttpServletRequest request, HttpServletResponse response, Object handler) {
    if (taken.merge(name(request), 1, Integer::sum) > EACH) {
      leave(request);
      throw new ProblemException(
              HttpStatus.TOO_MANY_REQUESTS,
              "too-many-pages",
              "More of your pages renew themselves than may; close some.")
          .header(HttpHeaders.RETRY_AFTER, "15");
    }
    return true;
  }

  @Override
  public void afterCompletion(
      HttpServletRequest request,
      HttpServletResponse response,
      Object handler,
      @Nullable Exception trouble) {
    leave(request);
  }

  private void leave(HttpServletRequest request) {
    taken.computeIfPresent(name(request), (name, count) -> count == 1 ? null : count - 1);
  }

  private static String name(HttpServletRequest request) {
    Principal who = request.getUserPrincipal();
    return who == null ? "" : who.getName();
  }
}
