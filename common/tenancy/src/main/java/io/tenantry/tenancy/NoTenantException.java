package io.tenantry.tenancy;

/** Code that needs a tenant ran outside of any: there is never a default. */
public final class NoTenantException extends IllegalStateException {

  public NoTenantException() {
    super("No tenant is current here: run this through CurrentTenant.run or CurrentTenant.call");
  }
}
