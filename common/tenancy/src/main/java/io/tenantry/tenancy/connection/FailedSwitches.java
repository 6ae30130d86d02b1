package io.tenantry.tenancy.connection;

import io.tenantry.tenancy.TenantScope;

/** Learns that the database refused to become a tenant, so that its route is read again. */
@FunctionalInterface
public interface FailedSwitches {

  void refused(TenantScope scope);
}
