package io.tenantry.provisioning.console.login;

import io.tenantry.problems.ProblemException;
import io.tenantry.problems.ProblemWriter;
import io.tenantry.problems.rate.Allowance;
import io.tenantry.provisioning.ratelimit.FailedKeys;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.filter.OncePerRequestFilter;

/** Refuses log-ins from an address from which too many have failed, before they cost anything. */
final class LogInFlood extends OncePerRequestFilter {

  private static final RequestMatcher LOG_INS =
      new OrRequestMatcher(
          PathPatternRequestMatcher.pathPattern(HttpMethod.POST, "/console/login"),
          PathPatternRequestMatcher.pathPattern(HttpMethod.POST, "/console/link"),
          PathPatternRequestMatcher.pathPattern(HttpMethod.POST, "/console/first"));

  private final FailedKeys failures;
  private final ProblemWriter problems;

  LogInFlood(FailedKeys failures, ProblemWriter problems) {
    this.failures = failures;
    this.problems = problems;
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return !LOG_INS.matches(request);
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    Optional<Allowance> refusal = failures.refusal(request.getRemoteAddr());
    if (refusal.isEmpty()) {
      chain.doFilter(request, response);
      return;
    }
    problems.write(
        response,
        new ProblemException(
                HttpStatus.TOO_MANY_REQUESTS,
                "rate-limited",
                "Too many log-ins from this address have failed; wait a minute.")
            .header(HttpHeaders.RETRY_AFTER, Long.toString(refusal.get().retryAfterSeconds())));
  }
}
