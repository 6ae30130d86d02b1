package io.tenantry.chaos.check;

import io.tenantry.chaos.cluster.Cluster;
import io.tenantry.chaos.model.Model;
import io.tenantry.chaos.model.SignUp;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Sign-ups, schemas, roles and domains: each has what it needs, and nothing is left over. */
final class RegistryCheck {

  private record Row(String status, String statusReason) {}

  private final JdbcClient admin;
  private final Violations violations;

  RegistryCheck(JdbcClient admin, Violations violations) {
    this.admin = admin;
    this.violations = violations;
  }

  void run(Model model) {
    model.signUps().forEach(this::once);
    model.tenants().forEach(tenant -> settled(tenant.id().toString(), tenant));
    leftovers().forEach(left -> violations.add(left.substring(0, left.indexOf(':')), left));
    domains().forEach(domain -> violations.add("domain-without-tenant", domain));
  }

  /** Its domain tells one from another, since nobody takes that away. */
  private void once(SignUp signUp) {
    long count =
        admin
            .sql(
                """
                SELECT count(DISTINCT tenant_id) FROM control.audit
                WHERE action = 'tenant.create' AND detail::text LIKE :name
                """)
            .param("name", "%\"" + signUp.schemaName() + "\"%")
            .query(Long.class)
            .single();
    if (count != 1) {
      violations.add("signed-up-" + (count == 0 ? "never" : "twice"), signUp + ": " + count);
    }
  }

  private void settled(String id, Object tenant) {
    List<Row> rows =
        admin
            .sql(
                """
                SELECT status, coalesce(status_reason, '') AS status_reason FROM control.tenant
                WHERE id = :id::uuid
                """)
            .param("id", id)
            .query(Row.class)
            .list();
    if (rows.isEmpty()) {
      violations.add("lost-sign-up", tenant.toString());
      return;
    }
    Row row = rows.getFirst();
    switch (row.status()) {
      case "PENDING", "DELETING" -> violations.add("stuck-tenant", row + ": " + tenant);
      case "FAILED" -> {
        if (row.statusReason().isBlank()) {
          violations.add("failed-without-reason", tenant.toString());
        }
      }
      default -> {}
    }
  }

  private List<String> leftovers() {
    return admin
        .sql(
            """
            WITH wanted AS (
                   SELECT role_name AS name FROM control.tenant
                   WHERE activated_at IS NOT NULL AND status NOT IN ('DELETING', 'DELETED', 'PENDING', 'FAILED')),
                 -- Made ahead: a role, and once it is built a schema.
                 spare_roles AS (SELECT role_name AS name FROM control.spare),
                 schemas AS (SELECT nspname::text AS name FROM pg_namespace
                             WHERE starts_with(nspname, :prefix)),
                 roles AS (SELECT rolname::text AS name FROM pg_roles
                           WHERE starts_with(rolname, :prefix) AND NOT rolcanlogin)
            (SELECT 'schema-without-tenant: ' || name
             FROM (SELECT * FROM schemas EXCEPT SELECT * FROM wanted EXCEPT SELECT * FROM spare_roles) a)
            UNION ALL
            (SELECT 'role-without-tenant: ' || name
             FROM (SELECT * FROM roles EXCEPT SELECT * FROM wanted EXCEPT SELECT * FROM spare_roles) b)
            UNION ALL
            (SELECT 'tenant-without-schema: ' || name
             FROM (SELECT * FROM wanted EXCEPT SELECT * FROM schemas) c)
            UNION ALL
            (SELECT 'tenant-without-role: ' || name
             FROM (SELECT * FROM wanted EXCEPT SELECT * FROM roles) d)
            UNION ALL
            SELECT 'schema-of-another: ' || nspname || ' is not its own role''s'
            FROM pg_namespace n JOIN wanted w ON w.name = n.nspname
            WHERE NOT has_schema_privilege(w.name, n.oid, 'USAGE')
            """)
        .param("prefix", Cluster.PREFIX)
        .query(String.class)
        .list();
  }

  private List<String> domains() {
    return admin
        .sql(
            """
            SELECT d.name || ' of ' || t.id || ', ' || t.status
            FROM control.domain d JOIN control.tenant t ON t.id = d.tenant_id
            WHERE t.status = 'DELETED' AND d.status = 'VERIFIED'
            UNION ALL
            SELECT 'none or several are primary: ' || t.id || ', ' || t.status
            FROM control.tenant t
            WHERE t.status <> 'DELETED'
              AND (SELECT count(*) FROM control.domain d
                   WHERE d.tenant_id = t.id AND d.is_primary) <> 1
            """)
        .query(String.class)
        .list();
  }
}
