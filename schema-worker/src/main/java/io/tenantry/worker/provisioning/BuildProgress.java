package io.tenantry.worker.provisioning;

import io.tenantry.registry.SchemaVersion;
import io.tenantry.registry.TenantId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Which PENDING tenants have a schema of their own already that is not complete. */
@Repository
class BuildProgress {

  private final JdbcClient jdbc;

  BuildProgress(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  boolean hasBegun(TenantId tenant) {
    return jdbc.sql("SELECT EXISTS (SELECT FROM control.build_progress WHERE tenant_id = :tenant)")
        .param("tenant", tenant.value())
        .query(Boolean.class)
        .single();
  }

  /** Notes it in the transaction that makes role and schema. */
  void begun(TenantId tenant, SchemaVersion version) {
    jdbc.sql(
            """
            INSERT INTO control.build_progress (tenant_id, schema_version, schema_fingerprint)
            VALUES (:tenant, :version, :fingerprint)
            """)
        .param("tenant", tenant.value())
        .param("version", version.version())
        .param("fingerprint", version.fingerprint())
        .update();
  }

  /** Says whether there was any. */
  boolean ended(TenantId tenant) {
    return jdbc.sql("DELETE FROM control.build_progress WHERE tenant_id = :tenant")
            .param("tenant", tenant.value())
            .update()
        == 1;
  }
}
