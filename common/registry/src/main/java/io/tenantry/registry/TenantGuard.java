package io.tenantry.registry;

import java.util.Set;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** How every change of a tenant on somebody's order begins. */
public class TenantGuard {

  private final Tenants tenants;

  TenantGuard(Tenants tenants) {
    this.tenants = tenants;
  }

  /**
   * Locks the tenant's row for this transaction, so that nothing that is read of it now changes
   * before the commit.
   *
   * @throws TenantNotFoundException if there is no such tenant
   * @throws StaleVersionException if it is not as the caller saw it
   * @throws WrongStatusException if its status is none of those allowed
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public Tenant lock(TenantId id, ExpectedVersion expected, Set<TenantStatus> allowed) {
    Tenant tenant = tenants.lock(id).orElseThrow(() -> new TenantNotFoundException(id));
    if (!expected.holds(tenant.sequence())) {
      throw new StaleVersionException(id, tenant.sequence());
    }
    if (!allowed.contains(tenant.status())) {
      throw new WrongStatusException(id, tenant.status(), allowed);
    }
    return tenant;
  }
}
