package io.tenantry.provisioning.renaming;

import io.tenantry.provisioning.signup.InvalidSignUpException;
import io.tenantry.provisioning.signup.NameUnavailableException;
import io.tenantry.provisioning.signup.NameUnavailableException.Obstacle;
import io.tenantry.provisioning.signup.TenantNames;
import io.tenantry.registry.Actor;
import io.tenantry.registry.DomainTakenException;
import io.tenantry.registry.ExpectedVersion;
import io.tenantry.registry.NewName;
import io.tenantry.registry.Renames;
import io.tenantry.registry.SchemaName;
import io.tenantry.registry.Tenant;
import io.tenantry.registry.TenantId;
import io.tenantry.registry.Tenants;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Takes orders to rename tenants: whether the name can be used is known at once. */
@Service
public class RenameDesk {

  private final Renames renames;
  private final Tenants tenants;
  private final TenantNames names;

  RenameDesk(Renames renames, Tenants tenants, TenantNames names) {
    this.renames = renames;
    this.tenants = tenants;
    this.names = names;
  }

  /**
   * Orders the rename; see {@link Renames#request}.
   *
   * @throws InvalidSignUpException if no tenant can have the name
   * @throws NameUnavailableException if somebody else has its domain or role
   */
  @Transactional
  public Tenant rename(
      TenantId id, ExpectedVersion expected, SchemaName name, int redirectDays, Actor actor) {
    TenantNames.fault(name)
        .ifPresent(
            fault -> {
              throw new InvalidSignUpException("schemaName", fault);
            });
    Tenant tenant = request(id, expected, name, redirectDays, actor);
    // Not before: now nobody else can be making this role for a tenant.
    if (tenant.renamingTo() != null && tenants.roleExists(names.role(name))) {
      throw new NameUnavailableException(name, Obstacle.ROLE_EXISTS);
    }
    return tenant;
  }

  private Tenant request(
      TenantId id, ExpectedVersion expected, SchemaName name, int redirectDays, Actor actor) {
    try {
      return renames.request(
          id,
          expected,
          before ->
              new NewName(
                  name,
                  names.domain(name),
                  names.domain(before.schemaName()),
                  names.baseDomain(),
                  redirectDays),
          actor);
    } catch (DomainTakenException e) {
      throw new NameUnavailableException(name, Obstacle.DOMAIN_TAKEN);
    }
  }
}
