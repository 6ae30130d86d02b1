package io.tenantry.tenancy.web;

import io.tenantry.tenancy.CurrentTenant;
import io.tenantry.tenancy.NoTenantException;
import io.tenantry.tenancy.Tenant;
import java.net.URI;

/**
 * Absolute URLs of tenants, for mails and the like: with the primary domain, the scheme and the
 * port that the installation has by {@code tenantry.public-url}. Nothing comes from a request, so
 * nobody can have a link lead elsewhere by the {@code Host} that he sends.
 */
public final class TenantLinks {

  private final PublicUrl publicUrl;

  TenantLinks(PublicUrl publicUrl) {
    this.publicUrl = publicUrl;
  }

  /**
   * @param path on the current tenant's site, from its {@code /} on; may have a query and a
   *     fragment, and is encoded already
   * @throws NoTenantException if no tenant is current
   * @throws IllegalArgumentException if this is no such path
   */
  public URI to(String path) {
    return to(CurrentTenant.get(), path);
  }

  /** The same for another tenant than the current one. */
  public URI to(Tenant tenant, String path) {
    if (!path.startsWith("/")) {
      throw new IllegalArgumentException("a path begins with a slash: " + path);
    }
    return URI.create(publicUrl.of(tenant.primaryDomain()) + path);
  }
}
