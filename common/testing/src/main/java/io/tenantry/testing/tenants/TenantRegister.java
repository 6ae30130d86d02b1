package io.tenantry.testing.tenants;

import io.tenantry.testing.TestDatabase;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Does the control plane's part: a tenant that is not in the registry has no route. */
final class TenantRegister {

  private static final String ENTER =
      """
      with tenant as (
        insert into control.tenant
          (id, name, schema_name, role_name, type, plan, status, schema_version, created_at,
           activated_at)
        values (:id, :name, :schema, :role, :type, 'free', 'ACTIVE', :version, now(), now())
        returning id)
      insert into control.domain (tenant_id, name, status, is_primary, created_at, verified_at)
      select id, :domain, 'VERIFIED', true, now(), now() from tenant
      """;

  private static final String BEGIN_DELETION =
      "update control.tenant set status = 'DELETING' where id = :id and status <> 'DELETED'";
  private static final String FREE_DOMAINS = "delete from control.domain where tenant_id = :id";
  private static final String END_DELETION =
      "update control.tenant set status = 'DELETED' where id = :id and status = 'DELETING'";

  private final JdbcClient worker;
  private final String baseDomain;

  TenantRegister(TestDatabase database, String baseDomain) {
    this.worker = JdbcClient.create(database.worker());
    this.baseDomain = baseDomain;
  }

  TestTenant enter(TenantStock.Built built, String type) {
    TestTenant tenant =
        new TestTenant(
            UUID.randomUUID(),
            built.schemaName(),
            built.role(),
            built.schemaName().replace('_', '-') + "." + baseDomain);
    worker
        .sql(ENTER)
        .param("id", tenant.id())
        .param("name", "Test " + tenant.schemaName())
        .param("schema", tenant.schemaName())
        .param("role", tenant.role())
        .param("type", type)
        .param("version", built.version())
        .param("domain", tenant.domain())
        .update();
    return tenant;
  }

  /** Its schema stays until its database goes: dropping is slow, and slows down what comes next. */
  void remove(TestTenant tenant) {
    for (String step : new String[] {BEGIN_DELETION, FREE_DOMAINS, END_DELETION}) {
      worker.sql(step).param("id", tenant.id()).update();
    }
  }
}
