package io.tenantry.tenancy.web;

import org.springframework.boot.cloud.CloudPlatform;
import org.springframework.core.env.Environment;

/**
 * Spring Boot's own belief in forwarded headers, which on some platforms is on by itself. It would
 * let every neighbour name a tenant, and pass itself off as a trusted proxy.
 */
final class ForwardedHeaders {

  private static final String STRATEGY = "server.forward-headers-strategy";

  private ForwardedHeaders() {}

  /**
   * @throws IllegalStateException naming the setting to change
   */
  static void refuseBelief(Environment environment) {
    CloudPlatform platform = CloudPlatform.getActive(environment);
    String unset = platform != null && platform.isUsingForwardHeaders() ? "native" : "none";
    String strategy = environment.getProperty(STRATEGY, unset);
    if (!strategy.equalsIgnoreCase("none")) {
      throw new IllegalStateException(
          STRATEGY
              + " is "
              + strategy
              + (environment.containsProperty(STRATEGY) ? "" : " on this platform")
              + ", so that anybody near could name a tenant: set it to none, and"
              + " tenantry.trusted-proxies to the networks of your proxies");
    }
  }
}
