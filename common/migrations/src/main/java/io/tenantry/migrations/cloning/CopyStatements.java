package io.tenantry.migrations.cloning;

/**
 * Queries whose rows are the statements of a copy. They take the name of the schema whose catalog
 * is read and the schema that the statements are for; the former must be first in the search path
 * when they are read and the latter when they are executed, so that names in expressions fit both.
 */
final class CopyStatements {

  /** Tables that hold rows of their own or of their partitions. */
  static final String TABLES =
      """
      SELECT format('%I.%I', n.nspname, c.relname)
      FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE n.nspname = ? AND c.relkind IN ('r', 'p') AND NOT c.relispartition
      ORDER BY c.oid
      """;

  private static final String SCHEMAS =
      """
      FROM (SELECT ? AS source, ? AS target) s
      JOIN pg_namespace n ON n.nspname = s.source
      JOIN pg_class c ON c.relnamespace = n.oid
      """;

  /** No trigger and no rule may see rows that are copied or taken out. */
  static final String SWITCH_OFF =
      "SELECT format('ALTER TABLE %I.%I DISABLE %s', s.target, c.relname, part.name)\n"
          + SCHEMAS
          + """
          CROSS JOIN LATERAL (
            SELECT 'TRIGGER USER'
            WHERE EXISTS (SELECT FROM pg_trigger WHERE tgrelid = c.oid AND NOT tgisinternal)
            UNION ALL
            SELECT format('RULE %I', rulename) FROM pg_rewrite WHERE ev_class = c.oid
          ) part (name)
          WHERE c.relkind IN ('r', 'p')
          """;

  static final String SWITCH_ON =
      """
      SELECT format('ALTER TABLE %I.%I %s %s', s.target, c.relname,
        CASE part.enabled WHEN 'A' THEN 'ENABLE ALWAYS' WHEN 'R' THEN 'ENABLE REPLICA'
          WHEN 'D' THEN 'DISABLE' ELSE 'ENABLE' END, part.name)
      """
          + SCHEMAS
          + """
          CROSS JOIN LATERAL (
            SELECT tgenabled, format('TRIGGER %I', tgname) FROM pg_trigger
            WHERE tgrelid = c.oid AND NOT tgisinternal AND tgparentid = 0
            UNION ALL
            SELECT ev_enabled, format('RULE %I', rulename) FROM pg_rewrite WHERE ev_class = c.oid
          ) part (enabled, name)
          WHERE c.relkind IN ('r', 'p')
          """;

  /**
   * Foreign keys within the schema, since tables may refer to each other in a circle, and what old
   * rows need not satisfy.
   */
  private static final String CONSTRAINTS =
      SCHEMAS
          + """
          JOIN pg_constraint con ON con.conrelid = c.oid
          LEFT JOIN pg_class other ON other.oid = con.confrelid
          WHERE con.conparentid = 0 AND con.conislocal
            AND (con.contype = 'f' AND (other.relnamespace = n.oid OR NOT con.convalidated)
              OR con.contype = 'c' AND NOT con.convalidated)
          """;

  static final String TAKE_OFF_CONSTRAINTS =
      """
      SELECT format('ALTER TABLE %I.%I DROP CONSTRAINT %I', s.target, c.relname, con.conname)
      """
          + CONSTRAINTS;

  /** With their comments. */
  static final String PUT_ON_CONSTRAINTS =
      """
      SELECT format('ALTER TABLE %I.%I ADD CONSTRAINT %I %s', s.target, c.relname, con.conname,
          pg_get_constraintdef(con.oid))
        || coalesce(format('; COMMENT ON CONSTRAINT %I ON %I.%I IS %L', con.conname, s.target,
          c.relname, obj_description(con.oid, 'pg_constraint')), '')
      """
          + CONSTRAINTS
          + "ORDER BY con.oid";

  /**
   * A table's rows. Values of a type that the schema made go by their text: to the database the
   * types of two schemas have nothing in common.
   */
  static final String ROWS =
      """
      SELECT format('INSERT INTO %I.%I%s OVERRIDING SYSTEM VALUE SELECT %s FROM %s%I.%I',
        s.target, c.relname,
        '(' || string_agg(quote_ident(a.attname), ', ' ORDER BY a.attnum) || ')',
        string_agg(quote_ident(a.attname) || CASE WHEN t.typnamespace = n.oid
          THEN '::text::' || format_type(a.atttypid, a.atttypmod) ELSE '' END,
          ', ' ORDER BY a.attnum),
        CASE c.relkind WHEN 'r' THEN 'ONLY ' ELSE '' END, s.source, c.relname)
      """
          + SCHEMAS
          + """
          LEFT JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
            AND a.attgenerated = ''
          LEFT JOIN pg_type t ON t.oid = a.atttypid
          WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition
          GROUP BY c.oid, c.relname, c.relkind, s.target, s.source
          ORDER BY c.oid
          """;

  /** Where each sequence stands, so that the copy's next number is the source's next. */
  static final String SEQUENCES =
      """
      SELECT format('SELECT setval(%L, last_value, is_called) FROM %I.%I',
        format('%I.%I', s.target, c.relname), s.source, c.relname)
      """
          + SCHEMAS
          + """
          WHERE c.relkind = 'S'
          ORDER BY c.oid
          """;

  private CopyStatements() {}
}
