package io.tenantry.worker.provisioning;

import io.tenantry.migrations.TenantSchemaBuilder;
import io.tenantry.worker.provisioning.Attempts.Attempt;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The one transaction that makes a tenant: role, schema, tables, rows, history, status and the
 * event that tells of it. Whatever dies, and whenever, there is all of it or nothing.
 */
@Component
class TenantBuild {

  static final String PATH = "direct";

  private final TenantActivation activation;
  private final TenantSchemaBuilder schemas;

  TenantBuild(TenantActivation activation, TenantSchemaBuilder schemas) {
    this.activation = activation;
    this.schemas = schemas;
  }

  @Transactional
  public boolean run(Attempt attempt, UUID messageId) {
    return activation.complete(
        attempt, messageId, PATH, tenant -> schemas.build(tenant.role(), tenant.type()));
  }
}
