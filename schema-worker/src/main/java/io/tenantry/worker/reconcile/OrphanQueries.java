package io.tenantry.worker.reconcile;

/**
 * Finds schemas and roles that have no tenant. Only what is certainly this installation's counts:
 * its prefix, and the marks of a tenant. A tenant that is PENDING or FAILED has neither schema nor
 * role, unless it is a clone in the making; what else bears its name stands in its way.
 */
final class OrphanQueries {

  /** Whether the worker can drop role r, which may be missing. */
  private static final String DROPPABLE =
      """
      (r.oid IS NULL
       OR (current_setting('server_version_num')::int < 160000
           OR pg_has_role(r.oid, 'MEMBER WITH ADMIN OPTION'))
          AND NOT EXISTS (SELECT FROM elsewhere WHERE elsewhere.role = r.oid))
      """;

  /** Roles with something in another database belong to that one's installation. */
  private static final String ELSEWHERE =
      """
      elsewhere AS (
        SELECT DISTINCT d.refobjid AS role FROM pg_shdepend d
        WHERE d.refclassid = 'pg_authid'::regclass
          AND d.dbid NOT IN (0, (SELECT oid FROM pg_database WHERE datname = current_database()))
      )
      """;

  /** Roles that look as a tenant's role does. */
  private static final String OURS =
      """
      ours AS (
        SELECT r.oid, r.rolname FROM pg_roles r
        WHERE NOT r.rolcanlogin AND NOT r.rolsuper AND EXISTS (
          SELECT FROM pg_auth_members m
          JOIN pg_roles login ON login.oid = m.member
          WHERE m.roleid = r.oid AND (login.rolname = :app OR login.rolname = current_user))
      )
      """;

  static final String SCHEMAS =
      """
      WITH %s, %s, orphan AS (
        SELECT n.oid, n.nspname, n.nspowner, r.oid AS role, waiting.id AS tenant,
               waiting.schema_name, waiting.status,
               pg_has_role(n.nspowner, 'USAGE') AND %s AS droppable
        FROM pg_namespace n
        LEFT JOIN pg_roles r ON r.rolname = n.nspname
        LEFT JOIN control.tenant waiting
          ON waiting.role_name = n.nspname AND waiting.status IN ('PENDING', 'FAILED')
        WHERE starts_with(n.nspname::text, :prefix)
          AND n.nspname ~ '^[a-z][a-z0-9_]*$'
          AND n.nspname NOT IN ('public', 'control', 'information_schema')
          AND n.nspname !~ '^pg_'
          AND NOT n.nspname = ANY (:ignored::text[])
          AND NOT EXISTS (
            SELECT FROM control.tenant t
            WHERE t.role_name = n.nspname
              AND (t.status IN ('ACTIVE', 'TRIAL', 'SUSPENDED', 'DELETING')
                   OR EXISTS (
                     SELECT FROM control.build_progress p WHERE p.tenant_id = t.id)))
          AND NOT EXISTS (SELECT FROM control.spare s WHERE s.role_name = n.nspname)
          AND NOT EXISTS (
            SELECT FROM pg_depend d
            WHERE d.classid = 'pg_namespace'::regclass AND d.objid = n.oid AND d.deptype = 'e')
          AND (n.nspowner = (SELECT oid FROM pg_roles WHERE rolname = current_user)
               AND EXISTS (SELECT FROM pg_class h
                           WHERE h.relnamespace = n.oid AND h.relname = :history
                             AND h.relkind = 'r')
               OR EXISTS (SELECT FROM ours
                          WHERE ours.oid = r.oid
                            AND (n.nspowner = ours.oid OR EXISTS (
                              SELECT FROM aclexplode(n.nspacl) a WHERE a.grantee = ours.oid))))
      )
      SELECT o.nspname::text AS subject, o.tenant AS tenant_id, o.droppable AS repairable,
             (SELECT concat(
                       format('Schema of %%s with %%s tables, of which %%s hold rows.',
                              pg_get_userbyid(o.nspowner), count(*),
                              count(*) FILTER (WHERE pg_relation_size(c.oid) > 0)),
                       CASE WHEN o.tenant IS NOT NULL THEN
                         format(' It is in the way of tenant %%s, which is %%s.',
                                o.schema_name, o.status) END,
                       CASE WHEN NOT o.droppable THEN
                         ' The worker can''t drop it or the role of that name.' END)
              FROM pg_class c
              WHERE c.relnamespace = o.oid AND c.relkind = 'r' AND c.relname <> :history) AS detail
      FROM orphan o
      """
          .formatted(ELSEWHERE, OURS, DROPPABLE);

  /** A role whose schema is there belongs to that schema's finding. */
  static final String ROLES =
      """
      WITH %s, %s, orphan AS (
        SELECT r.rolname::text AS name, waiting.id AS tenant, waiting.schema_name, waiting.status,
               EXISTS (SELECT FROM pg_shdepend d
                       WHERE d.refclassid = 'pg_authid'::regclass AND d.refobjid = r.oid) AS busy,
               %s AS droppable
        FROM ours r
        LEFT JOIN control.tenant waiting
          ON waiting.role_name = r.rolname AND waiting.status IN ('PENDING', 'FAILED')
        WHERE starts_with(r.rolname::text, :prefix)
          AND r.rolname ~ '^[a-z][a-z0-9_]*$'
          AND r.rolname !~ '^pg_'
          AND NOT r.rolname = ANY (:ignored::text[])
          AND NOT EXISTS (SELECT FROM elsewhere WHERE elsewhere.role = r.oid)
          AND NOT EXISTS (SELECT FROM pg_namespace n WHERE n.nspname = r.rolname)
          AND NOT EXISTS (SELECT FROM control.spare s WHERE s.role_name = r.rolname)
          AND NOT EXISTS (
            SELECT FROM control.tenant t
            WHERE t.role_name = r.rolname
              AND t.status IN ('ACTIVE', 'TRIAL', 'SUSPENDED', 'DELETING'))
      )
      SELECT name AS subject, tenant AS tenant_id, droppable AND NOT busy AS repairable,
             concat('A login of ours is a member of this role, which has no tenant and no schema.',
                    CASE WHEN tenant IS NOT NULL THEN
                      format(' It is in the way of tenant %%s, which is %%s.', schema_name, status)
                    END,
                    CASE WHEN busy THEN ' It owns objects or has rights on them.' END,
                    CASE WHEN NOT droppable THEN ' The worker did not make it and can''t drop it.'
                    END) AS detail
      FROM orphan
      """
          .formatted(ELSEWHERE, OURS, DROPPABLE);

  private OrphanQueries() {}
}
