package io.tenantry.provisioning.tenants;

import io.tenantry.registry.Tenant;
import java.net.URI;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Shows tenants to callers, with the URL under which this installation serves them. */
@Component
public class TenantViews {

  private static final String DOMAIN = "{domain}";

  private final String publicUrl;

  /**
   * @param publicUrl such as {@code https://{domain}}
   */
  TenantViews(@Value("${tenantry.public-url}") String publicUrl) {
    if (!publicUrl.contains("://" + DOMAIN)) {
      throw new IllegalArgumentException(
          "tenantry.public-url needs the form scheme://{domain}, perhaps with a port: "
              + publicUrl);
    }
    this.publicUrl = publicUrl;
  }

  public TenantView of(Tenant tenant) {
    return new TenantView(
        tenant.id().value(),
        tenant.name(),
        tenant.schemaName().value(),
        tenant.status(),
        tenant.statusReason(),
        tenant.type(),
        tenant.plan(),
        tenant.primaryDomain(),
        URI.create(publicUrl.replace(DOMAIN, tenant.primaryDomain())),
        tenant.createdAt(),
        tenant.activatedAt(),
        tenant.trialEndsAt());
  }
}
