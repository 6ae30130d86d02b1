package io.tenantry.tenancy;

/** For whom code runs: one tenant, or the public that may read shared tables only. */
public sealed interface TenantScope {

  /** The role of the database that its statements run as. */
  String role();

  /** Inside one tenant. */
  record InTenant(Tenant tenant) implements TenantScope {

    @Override
    public String role() {
      return tenant.role();
    }
  }

  /** Outside all tenants, on purpose. */
  record InPublic() implements TenantScope {

    /** PostgreSQL's word for "the login itself"; no role can bear this name. */
    @Override
    public String role() {
      return "none";
    }
  }
}
