package io.tenantry.techstore.access.web;

import io.tenantry.problems.ProblemException;
import io.tenantry.problems.ProblemWriter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.web.servlet.HandlerExceptionResolver;

/** Tells a caller why it may not, as a problem and with the challenge of RFC 6750. */
final class RefusalProblems implements AuthenticationEntryPoint, AccessDeniedHandler {

  private static final String CHALLENGE = "Bearer realm=\"techstore\"";

  private final ProblemWriter problems;
  private final HandlerExceptionResolver failures;

  /**
   * @param failures answers what went wrong while a token was looked at, as for any other request
   */
  RefusalProblems(ProblemWriter problems, HandlerExceptionResolver failures) {
    this.problems = problems;
    this.failures = failures;
  }

  /** The token is no good, or its key can't be read at the moment. */
  void unauthenticated(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException e)
      throws IOException {
    for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
      if (cause instanceof DataAccessException failure) {
        failures.resolveException(request, response, null, failure);
        return;
      }
    }
    commence(request, response, e);
  }

  @Override
  public void commence(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException e)
      throws IOException {
    problems.write(
        response,
        request.getHeader(HttpHeaders.AUTHORIZATION) == null
            ? new ProblemException(
                    HttpStatus.UNAUTHORIZED,
                    "token-missing",
                    "Log in, and send the token in the header Authorization: Bearer <token>.")
                .header(HttpHeaders.WWW_AUTHENTICATE, CHALLENGE)
            : new ProblemException(
                    HttpStatus.UNAUTHORIZED,
                    "token-invalid",
                    "This token is not one of this shop's, or it has expired.")
                .header(HttpHeaders.WWW_AUTHENTICATE, CHALLENGE + ", error=\"invalid_token\""));
  }

  @Override
  public void handle(
      HttpServletRequest request, HttpServletResponse response, AccessDeniedException e)
      throws IOException {
    problems.write(
        response,
        new ProblemException(
                HttpStatus.FORBIDDEN, "permission-missing", "Your role may not do that.")
            .header(HttpHeaders.WWW_AUTHENTICATE, CHALLENGE + ", error=\"insufficient_scope\""));
  }
}
