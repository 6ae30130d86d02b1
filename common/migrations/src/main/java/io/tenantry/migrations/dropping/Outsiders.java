package io.tenantry.migrations.dropping;

import io.tenantry.registry.SqlIdentifier;
import java.util.List;
import org.springframework.jdbc.core.JdbcOperations;

/** Objects of other schemas that use this one: a cascade would take them along. */
final class Outsiders {

  private static final int MOST_NAMED = 10;

  private static final String SQL =
      """
      WITH schema AS (SELECT oid FROM pg_namespace WHERE nspname = ?),
      inside (class, id) AS (
        SELECT 'pg_class'::regclass, c.oid FROM pg_class c JOIN schema ON schema.oid = relnamespace
        UNION ALL
        SELECT 'pg_type'::regclass, t.oid FROM pg_type t JOIN schema ON schema.oid = typnamespace
        UNION ALL
        SELECT 'pg_proc'::regclass, p.oid FROM pg_proc p JOIN schema ON schema.oid = pronamespace
      ),
      dependant AS (
        SELECT DISTINCT d.classid, d.objid
        FROM inside
        JOIN pg_depend d ON d.refclassid = inside.class AND d.refobjid = inside.id
        WHERE d.deptype <> 'i'
      ),
      placed AS (
        SELECT classid, objid, coalesce(
          CASE classid
            WHEN 'pg_class'::regclass THEN
              (SELECT relnamespace FROM pg_class WHERE oid = objid)
            WHEN 'pg_constraint'::regclass THEN
              (SELECT connamespace FROM pg_constraint WHERE oid = objid)
            WHEN 'pg_rewrite'::regclass THEN
              (SELECT relnamespace FROM pg_rewrite r JOIN pg_class c ON c.oid = ev_class
               WHERE r.oid = objid)
            WHEN 'pg_attrdef'::regclass THEN
              (SELECT relnamespace FROM pg_attrdef a JOIN pg_class c ON c.oid = adrelid
               WHERE a.oid = objid)
            WHEN 'pg_trigger'::regclass THEN
              (SELECT relnamespace FROM pg_trigger t JOIN pg_class c ON c.oid = tgrelid
               WHERE t.oid = objid)
            WHEN 'pg_policy'::regclass THEN
              (SELECT relnamespace FROM pg_policy p JOIN pg_class c ON c.oid = polrelid
               WHERE p.oid = objid)
          END,
          (SELECT n.oid FROM pg_identify_object(classid, objid, 0) o
           JOIN pg_namespace n ON quote_ident(n.nspname) = o.schema)) AS namespace
        FROM dependant
      )
      SELECT pg_describe_object(classid, objid, 0)
      FROM placed CROSS JOIN schema
      WHERE namespace <> schema.oid
        AND namespace NOT IN ('pg_toast'::regnamespace, 'pg_catalog'::regnamespace)
      ORDER BY 1
      LIMIT ?
      """;

  private Outsiders() {}

  /** Up to ten of them, described for people. */
  static List<String> of(JdbcOperations jdbc, SqlIdentifier schema) {
    return jdbc.queryForList(SQL, String.class, schema.value(), MOST_NAMED);
  }
}
