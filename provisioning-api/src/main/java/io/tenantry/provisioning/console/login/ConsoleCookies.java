package io.tenantry.provisioning.console.login;

import io.tenantry.provisioning.operators.OperatorProperties;

/**
 * How the console's cookies are called. By TLS they bear a prefix with which browsers take them
 * from this host only: otherwise a neighbour below the same domain could plant its own.
 */
record ConsoleCookies(String session, String csrf, String path) {

  static ConsoleCookies of(OperatorProperties settings) {
    String session = "TENANTRY_CONSOLE";
    String csrf = "TENANTRY_CONSOLE_CSRF";
    // The prefix is good for the whole host only.
    return settings.isSecure()
        ? new ConsoleCookies("__Host-" + session, "__Host-" + csrf, "/")
        : new ConsoleCookies(session, csrf, "/console");
  }
}
