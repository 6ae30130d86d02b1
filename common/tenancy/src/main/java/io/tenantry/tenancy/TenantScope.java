package io.tenantry.tenancy;

/** For whom code runs: one tenant, or the public that may read shared tables only. */
public sealed interface TenantScope {

  /** The role of the database that its statements run as. */
  String role();

  /** Whether both are the same tenant, whatever it is called, or both public. */
  boolean isSameAs(TenantScope other);

  /** Inside one tenant. */
  record InTenant(Tenant tenant) implements TenantScope {

    @Override
    public String role() {
      return tenant.role();
    }

    @Override
    public boolean isSameAs(TenantScope other) {
      return other instanceof InTenant(Tenant its) && its.id().equals(tenant.id());
    }
  }

  /** Outside all tenants, on purpose. */
  record InPublic() implements TenantScope {

    /** PostgreSQL's word for "the login itself"; no role can bear this name. */
    @Override
    public String role() {
      return "none";
    }

    @Override
    public boolean isSameAs(TenantScope other) {
      return other instanceof InPublic;
    }
  }
}
