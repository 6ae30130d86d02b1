package io.tenantry.tenancy.web;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseCookie;

/**
 * What a request has to get past a tenant's maintenance: a link has a token in its query, and
 * leaves it in a cookie for the requests that follow.
 */
record MaintenanceBypass(List<String> tokens) {

  private static final String NAME = "tenantry-bypass";
  private static final Pattern IN_QUERY =
      Pattern.compile("(?:^|&)" + NAME + "=([A-Za-z0-9_-]{43})(?:&|$)");
  private static final Duration LIFE = Duration.ofHours(12);

  static MaintenanceBypass of(HttpServletRequest request) {
    List<String> tokens = new ArrayList<>();
    String inLink = inLink(request);
    if (inLink != null) {
      tokens.add(inLink);
    }
    if (request.getCookies() != null) {
      for (Cookie cookie : request.getCookies()) {
        if (cookie.getName().equals(NAME)) {
          tokens.add(cookie.getValue());
        }
      }
    }
    return new MaintenanceBypass(tokens);
  }

  /**
   * @param bypass the hash of the token that leads past; null where nothing is in the way
   */
  boolean leadsPast(@Nullable String bypass) {
    return bypass == null
        || tokens.stream()
            .anyMatch(token -> MessageDigest.isEqual(hash(token), HexFormat.of().parseHex(bypass)));
  }

  static boolean isLink(HttpServletRequest request) {
    return inLink(request) != null;
  }

  /** Goes on to the same place, with the token in a cookie and no longer in the address. */
  static void remember(HttpServletRequest request, HttpServletResponse response) {
    response.addHeader(
        HttpHeaders.SET_COOKIE,
        ResponseCookie.from(NAME, inLink(request))
            .path("/")
            .httpOnly(true)
            .secure(request.isSecure())
            .sameSite("Lax")
            .maxAge(LIFE)
            .build()
            .toString());
    response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    // Two slashes at the beginning would lead to another host.
    response.setHeader(HttpHeaders.LOCATION, request.getRequestURI().replaceFirst("^/+", "/"));
    response.setStatus(HttpStatus.SEE_OTHER.value());
  }

  private static @Nullable String inLink(HttpServletRequest request) {
    if (!"GET".equals(request.getMethod()) || request.getQueryString() == null) {
      return null;
    }
    Matcher found = IN_QUERY.matcher(request.getQueryString());
    return found.find() ? found.group(1) : null;
  }

  private static byte[] hash(String token) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
