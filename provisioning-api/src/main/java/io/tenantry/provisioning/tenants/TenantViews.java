package io.tenantry.provisioning.tenants;

import io.tenantry.registry.Contact;
import io.tenantry.registry.Tenant;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/**
 * Shows tenants to callers, with the URL under which this installation serves them. An answer that
 * is one tenant bears its version as a strong entity tag, which callers send back in If-Match.
 */
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
        contact(tenant.contact()),
        tenant.createdAt(),
        tenant.activatedAt(),
        tenant.trialEndsAt(),
        tenant.dropAfter(),
        tenant.renamingTo() == null ? null : tenant.renamingTo().value(),
        tenant.cloneOf() == null ? null : tenant.cloneOf().value(),
        tenant.maintenanceSince());
  }

  /** 200 with the tenant and its entity tag. */
  public ResponseEntity<TenantView> answer(Tenant tenant) {
    return answer(tenant, ResponseEntity.ok());
  }

  /** Any other answer with the tenant and its entity tag. */
  public ResponseEntity<TenantView> answer(Tenant tenant, ResponseEntity.BodyBuilder answer) {
    return answer.eTag("\"" + tenant.sequence() + "\"").body(of(tenant));
  }

  private static TenantView.@Nullable ContactView contact(@Nullable Contact contact) {
    return contact == null ? null : new TenantView.ContactView(contact.name(), contact.email());
  }
}
