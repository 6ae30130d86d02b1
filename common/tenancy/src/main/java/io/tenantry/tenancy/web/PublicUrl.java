package io.tenantry.tenancy.web;

import jakarta.servlet.http.HttpServletRequest;

/**
 * How a tenant's domain is reached from outside: the scheme and the port are the installation's,
 * and never what a request says.
 *
 * @param template such as {@code https://{domain}}
 */
record PublicUrl(String template) {

  private static final String FORM = "https?://\\{domain}(:[0-9]{1,5})?";

  static boolean isValid(String template) {
    return template.matches(FORM);
  }

  /** The domain's address, without a path. */
  String of(String domain) {
    return template.replace("{domain}", domain);
  }

  /** The request's address on that domain. */
  String of(String domain, HttpServletRequest request) {
    String path = request.getRequestURI();
    String query = request.getQueryString();
    return of(domain) + (path.startsWith("/") ? path : "/") + (query == null ? "" : "?" + query);
  }
}
