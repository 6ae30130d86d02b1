package io.tenantry.tenancy.web;

import io.tenantry.tenancy.Settings;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How requests name their tenants.
 *
 * @param order which ways are tried, and in this order; beans of yours go before, between or after
 *     them by their own order, where the first of these has 0, the next one 100
 * @param pathPrefix what comes before a tenant's name in a path
 * @param header names the tenant in requests of trusted proxies
 * @param tokenClaim names the tenant in a bearer token, which is not verified here: the application
 *     has to do that with keys of this very tenant
 * @param unknown what becomes of requests for tenants that aren't there
 */
@ConfigurationProperties("tenantry.resolvers")
record ResolverProperties(
    @DefaultValue("HOST") List<Way> order,
    @DefaultValue("/t/") String pathPrefix,
    @DefaultValue("X-Tenant") String header,
    @DefaultValue("tenant") String tokenClaim,
    @DefaultValue("NOT_FOUND") Unknown unknown) {

  private static final Pattern PREFIX = Pattern.compile("/([a-z0-9_-]+/)*");
  private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9_-]+");

  /** The ways that are at hand. */
  enum Way {
    PATH,
    HEADER,
    TOKEN,
    HOST
  }

  /** What becomes of requests for tenants that aren't there. */
  enum Unknown {
    NOT_FOUND,
    PUBLIC_SITE
  }

  ResolverProperties {
    Settings.check("tenantry.resolvers")
        .require("order", !order.isEmpty(), "must name a way at least")
        .require("order", new HashSet<>(order).size() == order.size(), "names a way twice")
        .require(
            "path-prefix",
            PREFIX.matcher(pathPrefix).matches(),
            "must begin and end with a slash, not \"" + pathPrefix + '"')
        .require("header", TOKEN.matcher(header).matches(), "must be a name, not \"" + header + '"')
        .require(
            "token-claim",
            TOKEN.matcher(tokenClaim).matches(),
            "must be a name, not \"" + tokenClaim + '"')
        .orThrow();
  }
}
