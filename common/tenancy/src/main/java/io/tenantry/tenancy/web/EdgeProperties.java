package io.tenantry.tenancy.web;

import io.tenantry.events.HostName;
import io.tenantry.tenancy.Settings;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where requests come from and where they lead.
 *
 * @param baseDomain the platform's own domain, which shows the public site
 * @param publicUrl how tenants' domains are reached from outside, such as {@code https://{domain}}
 * @param trustedProxies networks in CIDR notation whose {@code Forwarded} and {@code
 *     X-Forwarded-Host} headers are believed
 */
@ConfigurationProperties("tenantry")
record EdgeProperties(
    @DefaultValue("localhost") String baseDomain,
    @DefaultValue("http://{domain}") String publicUrl,
    @DefaultValue List<String> trustedProxies) {

  EdgeProperties {
    Settings settings = Settings.check("tenantry");
    settings.require(
        "base-domain", isHost(baseDomain), "must be a host name, not \"" + baseDomain + '"');
    settings.require(
        "public-url",
        PublicUrl.isValid(publicUrl),
        "must be http:// or https:// and {domain}, perhaps with a port, not \"" + publicUrl + '"');
    for (String network : trustedProxies) {
      settings.require(
          "trusted-proxies", isNetwork(network), "must be networks, not \"" + network + '"');
    }
    settings.orThrow();
  }

  HostName base() {
    return HostName.parse(baseDomain);
  }

  private static boolean isHost(String text) {
    try {
      HostName.parse(text);
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static boolean isNetwork(String text) {
    try {
      AddressRange.parse(text);
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  TrustedProxies proxies() {
    return new TrustedProxies(trustedProxies.stream().map(AddressRange::parse).toList());
  }
}
