package io.tenantry.worker.reconcile;

import org.springframework.stereotype.Component;

/** Which part does which repair. */
@Component
class Repairs {

  private final SchemaRepairs schemas;
  private final RoleRepairs roles;
  private final RegistryRepairs registry;

  Repairs(SchemaRepairs schemas, RoleRepairs roles, RegistryRepairs registry) {
    this.schemas = schemas;
    this.roles = roles;
    this.registry = registry;
  }

  /** Does what the finding needs, in the caller's transaction. */
  RepairOutcome run(RepairOrder order) {
    return switch (order.kind().action()) {
      case REBUILD_EMPTY -> schemas.rebuildEmpty(order);
      case DROP -> schemas.drop(order);
      case RESTORE_ROLE -> roles.restore(order);
      case GRANT -> roles.grant(order);
      case DROP_ROLE -> roles.drop(order);
      case RELEASE -> registry.releaseDomains(order);
      case CHOOSE_PRIMARY -> registry.choosePrimaryDomain(order);
      case CORRECT_VERSION -> registry.correctVersion(order);
      case ORDER_AGAIN -> registry.orderAgain(order);
      case SEND_NOW -> registry.sendNow(order);
      case REINDEX -> schemas.reindex(order);
      case BY_HAND -> RepairOutcome.refused("No program can know what is right.");
    };
  }
}
