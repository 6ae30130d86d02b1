package io.tenantry.provisioning.clients.web;

import io.tenantry.problems.ProblemException;
import io.tenantry.problems.ProblemWriter;
import io.tenantry.provisioning.clients.ApiClient;
import io.tenantry.provisioning.clients.ApiClients;
import io.tenantry.provisioning.clients.ApiKey;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Recognises the API client by its bearer key, and refuses what is too much. Whether it may do what
 * it asks is decided later.
 */
final class ApiKeyFilter extends OncePerRequestFilter {

  private static final Logger log = LoggerFactory.getLogger(ApiKeyFilter.class);
  private static final String SCHEME = "Bearer ";

  private final ApiClients clients;
  private final RequestLimits limits;
  private final RequestMatcher open;
  private final ProblemWriter problems;

  /**
   * @param open what needs no key: none is looked up, so that probes work without the database
   */
  ApiKeyFilter(
      ApiClients clients, RequestLimits limits, RequestMatcher open, ProblemWriter problems) {
    this.clients = clients;
    this.limits = limits;
    this.open = open;
    this.problems = problems;
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return open.matches(request);
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    Optional<ApiKey> key = key(request);
    if (key.isPresent() && !recognise(key.get(), request.getRemoteAddr(), response)) {
      return;
    }
    chain.doFilter(request, response);
  }

  /** False if the request has been answered. */
  private boolean recognise(ApiKey key, String address, HttpServletResponse response)
      throws IOException {
    Optional<ProblemException> flood = limits.beforeLookUp(key, address);
    if (flood.isPresent()) {
      problems.write(response, flood.get());
      return false;
    }
    Optional<ApiClient> client;
    try {
      client = clients.find(key);
    } catch (DataAccessException e) {
      log.warn("No API client can be looked up: {}", e.getMessage());
      problems.write(
          response,
          new ProblemException(
                  HttpStatus.SERVICE_UNAVAILABLE,
                  "unavailable",
                  "The database does not answer at the moment.")
              .header(HttpHeaders.RETRY_AFTER, "2"));
      return false;
    }
    if (client.isEmpty()) {
      limits.countUnknown(key, address);
      return true;
    }
    Optional<ProblemException> tooMany = limits.count(key, client.get(), response);
    if (tooMany.isPresent()) {
      problems.write(response, tooMany.get());
      return false;
    }
    authenticate(client.get());
    return true;
  }

  private static void authenticate(ApiClient client) {
    var context = SecurityContextHolder.createEmptyContext();
    context.setAuthentication(
        UsernamePasswordAuthenticationToken.authenticated(
            client, null, AuthorityUtils.createAuthorityList(client.scopes())));
    SecurityContextHolder.setContext(context);
  }

  private static Optional<ApiKey> key(HttpServletRequest request) {
    return Optional.ofNullable(request.getHeader(HttpHeaders.AUTHORIZATION))
        .filter(header -> header.regionMatches(true, 0, SCHEME, 0, SCHEME.length()))
        .map(header -> header.substring(SCHEME.length()).strip())
        .filter(ApiKey::isUsable)
        .map(ApiKey::new);
  }
}
