package io.tenantry.tenancy.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The host that the caller asked for, as far as it can be believed. */
final class RequestedHost {

  private static final Pattern FORWARDED_HOST =
      Pattern.compile("(?:^|;)\\s*host=(?:\"([^\"]*)\"|([^;\\s]*))", Pattern.CASE_INSENSITIVE);

  private final TrustedProxies proxies;

  RequestedHost(TrustedProxies proxies) {
    this.proxies = proxies;
  }

  /**
   * @throws IllegalArgumentException if proxies contradict one another about it
   */
  String of(HttpServletRequest request) {
    String host = proxies.include(request.getRemoteAddr()) ? forwarded(request) : null;
    return host == null ? request.getServerName() : host;
  }

  /** Proxies write one of the two; the other one may be the caller's and believed by nobody. */
  private static @Nullable String forwarded(HttpServletRequest request) {
    String standard = hostIn(last(request, "Forwarded"));
    String common = last(request, "X-Forwarded-Host");
    if (standard != null && common != null && !standard.equalsIgnoreCase(common)) {
      throw new IllegalArgumentException(
          "must be the same in its headers Forwarded and X-Forwarded-Host");
    }
    return standard == null ? common : standard;
  }

  private static @Nullable String hostIn(@Nullable String forwarded) {
    Matcher matcher = FORWARDED_HOST.matcher(forwarded == null ? "" : forwarded);
    if (!matcher.find()) {
      return null;
    }
    return matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
  }

  /**
   * The nearest proxy wrote the last element, perhaps as a header of its own; the ones before it
   * may be the caller's.
   */
  private static @Nullable String last(HttpServletRequest request, String header) {
    String list = String.join(",", Collections.list(request.getHeaders(header)));
    return list.isEmpty() ? null : list.substring(list.lastIndexOf(',') + 1).strip();
  }
}
