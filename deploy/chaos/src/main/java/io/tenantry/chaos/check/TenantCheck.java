package io.tenantry.chaos.check;

import io.tenantry.chaos.model.Change;
import io.tenantry.chaos.model.TenantModel;
import io.tenantry.chaos.model.TenantModel.Presence;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What each tenant is called, which domains it has and what is told of it, as clients know it. */
final class TenantCheck {

  private record Row(String name, String schemaName, String status) {}

  private final JdbcClient admin;
  private final Violations violations;

  TenantCheck(JdbcClient admin, Violations violations) {
    this.admin = admin;
    this.violations = violations;
  }

  void run(TenantModel tenant) {
    Row row =
        admin
            .sql("SELECT name, schema_name, status FROM control.tenant WHERE id = :id")
            .param("id", tenant.id())
            .query(Row.class)
            .single();
    if (!tenant.name().endsAs(row.name())) {
      violations.add("lost-update", "is called " + row.name() + ": " + tenant);
    }
    if (!row.status().equals("DELETED")) {
      if (!tenant.schemaName().endsAs(row.schemaName())) {
        violations.add("lost-rename", "has the schema " + row.schemaName() + ": " + tenant);
      }
      domains(tenant);
    }
    for (Change change : Change.values()) {
      audit(tenant, change);
    }
  }

  private void domains(TenantModel tenant) {
    List<String> has =
        admin
            .sql("SELECT name FROM control.domain WHERE tenant_id = :id AND status = 'VERIFIED'")
            .param("id", tenant.id())
            .query(String.class)
            .list();
    tenant
        .domains()
        .forEach(
            (domain, presence) -> {
              if (presence != Presence.PERHAPS
                  && has.contains(domain) != (presence == Presence.YES)) {
                violations.add("wrong-domains", domain + " in " + has + ": " + tenant);
              }
            });
  }

  /** As many entries as changes were done, and at most as many more as nobody knows of. */
  private void audit(TenantModel tenant, Change change) {
    int entries = entries(tenant.id(), change);
    int least = tenant.done(change);
    if (entries < least || entries > least + tenant.unknown(change)) {
      violations.add(
          "audit",
          "%d times %s, with %d unknown, has %d entries: %s"
              .formatted(least, change, tenant.unknown(change), entries, tenant));
    }
  }

  private int entries(UUID tenant, Change change) {
    return admin
        .sql(
            """
            SELECT count(*) FROM control.audit
            WHERE tenant_id = :id AND action = :action AND actor = 'bootstrap'
            """)
        .param("id", tenant)
        .param("action", change.action())
        .query(Integer.class)
        .single();
  }
}
