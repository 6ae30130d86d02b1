package io.tenantry.tenancy.web;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A claim of a bearer token (a JWT, RFC 7519) names the tenant. Nothing is believed of it but whom
 * to ask: a token that this tenant's keys did not sign is worth nothing there.
 */
record TokenTenantResolver(String claim) implements TenantResolver {

  private static final String SCHEME = "Bearer ";

  @Override
  public Optional<Destination> resolve(HttpServletRequest request) {
    String header = request.getHeader(HttpHeaders.AUTHORIZATION);
    if (header == null || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      return Optional.empty();
    }
    JsonNode claims = claims(header.substring(SCHEME.length()).strip());
    return claims != null && claims.path(claim).isString()
        ? Optional.of(
            new Destination.OfTenant(TenantName.check(claims.path(claim).asString(), "token"), ""))
        : Optional.empty();
  }

  /** Null for tokens of another kind. */
  private static @Nullable JsonNode claims(String token) {
    String[] parts = token.split("\\.", -1);
    if (parts.length != 3) {
      return null;
    }
    try {
      byte[] json = Base64.getUrlDecoder().decode(parts[1]);
      return JsonMapper.shared().readTree(new String(json, StandardCharsets.UTF_8));
    } catch (IllegalArgumentException | JacksonException e) {
      return null;
    }
  }
}
