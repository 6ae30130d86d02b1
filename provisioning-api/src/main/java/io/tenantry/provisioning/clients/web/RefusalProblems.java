package io.tenantry.provisioning.clients.web;

import io.tenantry.problems.ProblemException;
import io.tenantry.problems.ProblemWriter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.stream.Collectors;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authorization.AuthorityAuthorizationDecision;
import org.springframework.security.authorization.AuthorizationDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;

/** Tells a caller why it may not, as a problem and with the challenge of RFC 6750. */
final class RefusalProblems implements AuthenticationEntryPoint, AccessDeniedHandler {

  private static final String CHALLENGE = "Bearer realm=\"tenantry\"";

  private final ProblemWriter problems;

  RefusalProblems(ProblemWriter problems) {
    this.problems = problems;
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
                    "key-missing",
                    "Send an API key in the header Authorization: Bearer <key>.")
                .header(HttpHeaders.WWW_AUTHENTICATE, CHALLENGE)
            : unknownKey("This is not the key of an API client."));
  }

  static ProblemException unknownKey(String detail) {
    return new ProblemException(HttpStatus.UNAUTHORIZED, "key-unknown", detail)
        .header(HttpHeaders.WWW_AUTHENTICATE, CHALLENGE + ", error=\"invalid_token\"");
  }

  @Override
  public void handle(
      HttpServletRequest request, HttpServletResponse response, AccessDeniedException e)
      throws IOException {
    String scope = neededScope(e);
    problems.write(
        response,
        new ProblemException(
                HttpStatus.FORBIDDEN,
                "scope-missing",
                scope.isEmpty()
                    ? "This API client may not do that."
                    : "This API client lacks the scope " + scope + ".")
            .header(
                HttpHeaders.WWW_AUTHENTICATE,
                CHALLENGE
                    + ", error=\"insufficient_scope\""
                    + (scope.isEmpty() ? "" : ", scope=\"" + scope + "\"")));
  }

  private static String neededScope(AccessDeniedException e) {
    return e instanceof AuthorizationDeniedException denied
            && denied.getAuthorizationResult() instanceof AuthorityAuthorizationDecision decision
        ? decision.getAuthorities().stream()
            .map(GrantedAuthority::getAuthority)
            .collect(Collectors.joining(" "))
        : "";
  }
}
