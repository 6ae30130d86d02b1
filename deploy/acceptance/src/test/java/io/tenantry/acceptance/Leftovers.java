package io.tenantry.acceptance;

import java.util.List;

/**
 * What should not be there: schemas and roles without a tenant that needs them, and the reverse.
 */
final class Leftovers {

  private final Deployment deployment;

  Leftovers(Deployment deployment) {
    this.deployment = deployment;
  }

  /**
   * All of it at one moment, since builds go on meanwhile; but for one schema of the test's own.
   */
  List<String> list(String butFor) {
    return deployment
        .control()
        .sql(
            """
            WITH wanted AS (
                   SELECT role_name AS name FROM control.tenant
                   WHERE activated_at IS NOT NULL AND status NOT IN ('DELETING', 'DELETED')),
                 dropping AS (SELECT role_name AS name FROM control.tenant WHERE status = 'DELETING'),
                 schemas AS (SELECT nspname::text AS name FROM pg_namespace
                             WHERE starts_with(nspname, :prefix) AND nspname <> :butFor),
                 roles AS (SELECT rolname::text AS name FROM pg_roles
                           WHERE starts_with(rolname, :prefix) AND NOT rolcanlogin
                             AND rolname <> :butFor)
            (SELECT 'schema without tenant: ' || name
             FROM (SELECT * FROM schemas EXCEPT SELECT * FROM wanted EXCEPT SELECT * FROM dropping) a)
            UNION ALL
            (SELECT 'role without tenant: ' || name
             FROM (SELECT * FROM roles EXCEPT SELECT * FROM wanted EXCEPT SELECT * FROM dropping) b)
            UNION ALL
            (SELECT 'tenant without schema: ' || name FROM (SELECT * FROM wanted EXCEPT SELECT * FROM schemas) c)
            UNION ALL
            (SELECT 'tenant without role: ' || name FROM (SELECT * FROM wanted EXCEPT SELECT * FROM roles) d)
            """)
        .param("prefix", deployment.database().schemaPrefix())
        .param("butFor", butFor)
        .query(String.class)
        .list();
  }

  List<String> list() {
    return list("");
  }
}
