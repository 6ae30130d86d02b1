package io.tenantry.worker.reconcile;

import io.tenantry.migrations.TenantSchemaBuilder;
import io.tenantry.migrations.dropping.TenantSchemaDropper;
import io.tenantry.registry.SchemaVersion;
import io.tenantry.registry.SqlIdentifier;
import io.tenantry.registry.Tenant;
import io.tenantry.registry.Tenants;
import java.util.Objects;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Repairs that make or drop a whole schema; whoever asked for one has repeated its name. */
@Component
class SchemaRepairs {

  private final JdbcClient jdbc;
  private final Tenants tenants;
  private final TenantSchemaBuilder builder;
  private final TenantSchemaDropper dropper;

  SchemaRepairs(
      JdbcClient jdbc, Tenants tenants, TenantSchemaBuilder builder, TenantSchemaDropper dropper) {
    this.jdbc = jdbc;
    this.tenants = tenants;
    this.builder = builder;
    this.dropper = dropper;
  }

  /** The builder makes role and schema together, so a role that is left goes first. */
  RepairOutcome rebuildEmpty(RepairOrder order) {
    Tenant tenant = tenants.find(Objects.requireNonNull(order.tenant())).orElseThrow();
    if (tenants.roleExists(tenant.role())) {
      jdbc.sql("DROP ROLE " + tenant.role().quoted()).update();
    }
    SchemaVersion version = builder.build(tenant.role(), tenant.type());
    jdbc.sql(
            """
            UPDATE control.tenant SET schema_version = :version, schema_fingerprint = :fingerprint
            WHERE id = :id
            """)
        .param("version", version.version())
        .param("fingerprint", version.fingerprint())
        .param("id", tenant.id().value())
        .update();
    return RepairOutcome.repaired(
        "The schema was rebuilt empty at version %s: what was in it is not in it again."
            .formatted(version.version()));
  }

  /** The table can be read meanwhile, and not written to. */
  RepairOutcome reindex(RepairOrder order) {
    String[] name = order.subject().split("\\.", 2);
    jdbc.sql(
            "REINDEX INDEX "
                + new SqlIdentifier(name[0]).quoted()
                + "."
                + new SqlIdentifier(name[1]).quoted())
        .update();
    return RepairOutcome.repaired("The index was built again.");
  }

  /**
   * Empties the schema in transactions of its own, so that it needs few locks, and removes it in
   * the caller's, which keeps everybody else from this repair meanwhile.
   */
  RepairOutcome drop(RepairOrder order) {
    SqlIdentifier schema = new SqlIdentifier(order.subject());
    int steps = dropper.empty(schema);
    dropper.remove(schema);
    return RepairOutcome.repaired(
        "The schema is gone with all that was in it, after %d steps, and its role."
            .formatted(steps));
  }
}
