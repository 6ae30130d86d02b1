package io.tenantry.worker.reconcile;

/** Finds tenants that lack something in the database. */
final class TenantQueries {

  static final String WITHOUT_SCHEMA =
      """
      SELECT t.role_name AS subject, t.id AS tenant_id, true AS repairable,
             format('Tenant %s is %s and has no schema. What was in it is gone, unless there is a'
                    ' backup.', t.schema_name, t.status) AS detail
      FROM control.tenant t
      WHERE t.status IN ('ACTIVE', 'TRIAL', 'SUSPENDED')
        AND NOT EXISTS (SELECT FROM pg_namespace n WHERE n.nspname = t.role_name)
      """;

  static final String WITHOUT_ROLE =
      """
      SELECT t.role_name AS subject, t.id AS tenant_id, n.oid IS NOT NULL AS repairable,
             format('Tenant %s is %s and has no role: nothing can be read or written for it.%s',
                    t.schema_name, t.status,
                    CASE WHEN n.oid IS NULL THEN ' Its schema is missing, too: see that finding.'
                    END) AS detail
      FROM control.tenant t
      LEFT JOIN pg_namespace n ON n.nspname = t.role_name
      WHERE t.status IN ('ACTIVE', 'TRIAL', 'SUSPENDED')
        AND NOT EXISTS (SELECT FROM pg_roles r WHERE r.rolname = t.role_name)
      """;

  /**
   * The options of a membership exist from PostgreSQL 16 on; by way of JSON the query does without
   * them before.
   */
  static final String NOT_GRANTED =
      """
      WITH served AS (
        SELECT t.id, t.role_name, n.oid AS schema, n.nspowner AS owner, n.nspacl AS acl,
               r.oid AS role
        FROM control.tenant t
        JOIN pg_namespace n ON n.nspname = t.role_name
        JOIN pg_roles r ON r.rolname = t.role_name
        WHERE t.status IN ('ACTIVE', 'TRIAL', 'SUSPENDED')
      ), member AS (
        SELECT m.roleid AS role,
               bool_or(coalesce((to_jsonb(m) ->> 'set_option')::boolean, true)) AS switches,
               bool_or(coalesce((to_jsonb(m) ->> 'inherit_option')::boolean, false)) AS inherits
        FROM pg_auth_members m
        JOIN pg_roles app ON app.oid = m.member AND app.rolname = :app
        GROUP BY m.roleid
      ), relation AS (
        SELECT s.schema,
               count(*) FILTER (
                 WHERE c.relkind <> 'S' AND c.relname <> :history AND NOT coalesce(
                   c.relacl @> makeaclitem(s.role, c.relowner, 'SELECT', false)
                   AND c.relacl @> makeaclitem(s.role, c.relowner, 'INSERT', false)
                   AND c.relacl @> makeaclitem(s.role, c.relowner, 'UPDATE', false)
                   AND c.relacl @> makeaclitem(s.role, c.relowner, 'DELETE', false), false)
               ) AS tables,
               count(*) FILTER (
                 WHERE c.relkind = 'S' AND NOT coalesce(
                   c.relacl @> makeaclitem(s.role, c.relowner, 'USAGE', false), false)
               ) AS sequences,
               coalesce(bool_or(EXISTS (
                 SELECT FROM aclexplode(c.relacl) a WHERE a.grantee IN (0, s.role)))
                 FILTER (WHERE c.relname = :history), false) AS history
        FROM served s
        JOIN pg_class c ON c.relnamespace = s.schema AND c.relkind IN ('r', 'p', 'v', 'S')
        GROUP BY s.schema
      ), wrong AS (
        SELECT s.id, s.role_name, s.owner, concat_ws('; ',
          CASE WHEN m.role IS NULL THEN 'the application''s login is not a member of the role'
               WHEN NOT m.switches THEN 'the application''s login may not switch to the role' END,
          CASE WHEN m.inherits
               THEN 'the application''s login has the role''s rights without switching to it' END,
          CASE WHEN NOT coalesce(s.acl @> makeaclitem(s.role, s.owner, 'USAGE', false), false)
               THEN 'the role may not use the schema' END,
          CASE WHEN s.acl @> makeaclitem(s.role, s.owner, 'CREATE', false)
               THEN 'the role may create objects in the schema' END,
          CASE WHEN s.acl @> makeaclitem(0, s.owner, 'USAGE', false)
                 OR s.acl @> makeaclitem(0, s.owner, 'CREATE', false)
               THEN 'every role may use the schema' END,
          CASE WHEN r.tables > 0
               THEN format('rights on %s tables or views are missing', r.tables) END,
          CASE WHEN r.sequences > 0
               THEN format('rights on %s sequences are missing', r.sequences) END,
          CASE WHEN r.history THEN 'the history is open to the role' END,
          CASE WHEN (SELECT count(*) FROM pg_default_acl d
                     WHERE d.defaclnamespace = s.schema AND d.defaclrole = s.owner
                       AND (d.defaclobjtype = 'r'
                            AND d.defaclacl @> makeaclitem(s.role, s.owner, 'SELECT', false)
                            AND d.defaclacl @> makeaclitem(s.role, s.owner, 'INSERT', false)
                            AND d.defaclacl @> makeaclitem(s.role, s.owner, 'UPDATE', false)
                            AND d.defaclacl @> makeaclitem(s.role, s.owner, 'DELETE', false)
                            OR d.defaclobjtype = 'S'
                            AND d.defaclacl @> makeaclitem(s.role, s.owner, 'USAGE', false))) < 2
               THEN 'objects made later would be without rights' END) AS what
        FROM served s
        LEFT JOIN member m ON m.role = s.role
        LEFT JOIN relation r ON r.schema = s.schema
      )
      SELECT role_name AS subject, id AS tenant_id, pg_has_role(owner, 'USAGE') AS repairable,
             what || '.' AS detail
      FROM wrong
      WHERE what <> ''
      """;

  /** CREATE INDEX CONCURRENTLY that was broken off leaves one behind. */
  static final String INVALID_INDEXES =
      """
      SELECT n.nspname || '.' || i.relname AS subject, t.id AS tenant_id,
             pg_has_role(i.relowner, 'USAGE') AS repairable,
             format('Index %s on %s of tenant %s is not valid: queries don''t use it, and it costs'
                    ' every write.', i.relname, c.relname, t.schema_name) AS detail
      FROM control.tenant t
      JOIN pg_namespace n ON n.nspname = t.role_name
      JOIN pg_class c ON c.relnamespace = n.oid
      JOIN pg_index x ON x.indrelid = c.oid AND NOT (x.indisvalid AND x.indisready)
      JOIN pg_class i ON i.oid = x.indexrelid
      WHERE t.status IN ('ACTIVE', 'TRIAL', 'SUSPENDED')
      """;

  private TenantQueries() {}
}
