package io.tenantry.provisioning.console;

import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;

/**
 * Who looks at a page, for what it offers; the filter chain decides what is allowed.
 *
 * @param name empty for who is not logged in
 * @param operator may change tenants
 * @param admin may decide who else may
 */
public record Me(String name, boolean operator, boolean admin) {

  static Me of(HttpServletRequest request) {
    Principal who = request.getUserPrincipal();
    return new Me(
        who == null ? "" : who.getName(),
        request.isUserInRole("OPERATOR"),
        request.isUserInRole("ADMIN"));
  }

  public boolean isKnown() {
    return !name.isEmpty();
  }
}
