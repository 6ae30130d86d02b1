package io.tenantry.migrations.dropping;

/**
 * What is dropped together, in the order that leaves little to cascade. Each names its objects:
 * catalog, object, the statement that drops it, and whether that locks a table outside the schema.
 */
enum DropPhase {
  /** First, since a table with many of them would lock as many others. */
  FOREIGN_KEYS(
      """
      SELECT 'pg_constraint'::regclass::oid, con.oid,
             format('ALTER TABLE IF EXISTS %s DROP CONSTRAINT IF EXISTS %I',
                    con.conrelid::regclass, con.conname),
             target.relnamespace <> con.connamespace
      FROM pg_constraint con
      JOIN schema ON schema.oid = con.connamespace
      JOIN pg_class target ON target.oid = con.confrelid
      WHERE con.contype = 'f' AND con.conparentid = 0
      """),
  VIEWS(
      """
      SELECT 'pg_class'::regclass::oid, c.oid,
             format('DROP %s IF EXISTS %s CASCADE',
                    CASE c.relkind WHEN 'v' THEN 'VIEW' ELSE 'MATERIALIZED VIEW' END,
                    c.oid::regclass),
             false
      FROM pg_class c JOIN schema ON schema.oid = c.relnamespace
      WHERE c.relkind IN ('v', 'm')
      """),
  TABLES(
      """
      SELECT 'pg_class'::regclass::oid, c.oid,
             format('DROP %s IF EXISTS %s CASCADE',
                    CASE c.relkind WHEN 'f' THEN 'FOREIGN TABLE' ELSE 'TABLE' END,
                    c.oid::regclass),
             false
      FROM pg_class c JOIN schema ON schema.oid = c.relnamespace
      WHERE c.relkind IN ('r', 'p', 'f')
      """),
  THE_REST(
      """
      SELECT 'pg_proc'::regclass::oid, p.oid,
             format('DROP ROUTINE IF EXISTS %s CASCADE', p.oid::regprocedure), false
      FROM pg_proc p JOIN schema ON schema.oid = p.pronamespace
      UNION ALL
      SELECT 'pg_class'::regclass::oid, c.oid,
             format('DROP SEQUENCE IF EXISTS %s CASCADE', c.oid::regclass), false
      FROM pg_class c JOIN schema ON schema.oid = c.relnamespace WHERE c.relkind = 'S'
      UNION ALL
      SELECT 'pg_type'::regclass::oid, t.oid,
             format('DROP TYPE IF EXISTS %I.%I CASCADE', schema.nspname, t.typname), false
      FROM pg_type t JOIN schema ON schema.oid = t.typnamespace
      WHERE t.typelem = 0 AND t.typtype IN ('b', 'c', 'd', 'e', 'r')
        AND (t.typrelid = 0 OR EXISTS (
          SELECT FROM pg_class WHERE pg_class.oid = t.typrelid AND relkind = 'c'))
      """);

  private final String objects;

  DropPhase(String objects) {
    this.objects = objects;
  }

  /**
   * One row per object: statement, locks, shared. An object counts one lock and so does each that
   * goes with it (indexes, constraints, TOAST tables, owned sequences, row types), as the server
   * counts. What others use comes after its users. The search path must not hold the schema.
   */
  String sql() {
    return """
    WITH RECURSIVE schema AS (SELECT oid, nspname FROM pg_namespace WHERE nspname = ?),
    object (class, id, sql, shared) AS (
    %s),
    part (root_class, root, class, id) AS (
      SELECT class, id, class, id FROM object
      UNION
      SELECT part.root_class, part.root, d.classid, d.objid
      FROM part
      JOIN pg_depend d ON d.refclassid = part.class AND d.refobjid = part.id
      WHERE d.deptype IN ('a', 'i', 'P', 'S') AND d.objsubid = 0
    ),
    dependant (root_class, root, class, id) AS (
      SELECT class, id, class, id FROM object
      UNION
      SELECT dependant.root_class, dependant.root, d.classid, d.objid
      FROM dependant
      JOIN pg_depend d ON d.refclassid = dependant.class AND d.refobjid = dependant.id
      WHERE d.deptype IN ('n', 'a', 'i') AND d.objsubid = 0
    ),
    size AS (SELECT root_class, root, count(*) AS locks FROM part GROUP BY 1, 2),
    reach AS (SELECT root_class, root, count(*) AS users FROM dependant GROUP BY 1, 2)
    SELECT object.sql, size.locks + 2 AS locks, object.shared
    FROM object
    JOIN size ON size.root_class = object.class AND size.root = object.id
    JOIN reach ON reach.root_class = object.class AND reach.root = object.id
    ORDER BY object.shared, reach.users, object.id
    """
        .formatted(objects);
  }
}
