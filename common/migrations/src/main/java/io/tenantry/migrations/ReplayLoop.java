package io.tenantry.migrations;

import io.tenantry.registry.SqlIdentifier;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The one statement that migrates many schemas with the same scripts, each in a transaction of its
 * own: an anonymous PL/pgSQL block that loops over them and commits after each. Against a statement
 * for each schema that saves the round trips, and the server plans what is not the scripts' once.
 */
public final class ReplayLoop {

  /** The PL/pgSQL variable that counts the schemas from 1. */
  public static final String INDEX = "tenantry_index";

  /** The PL/pgSQL variable that holds the schema's name. */
  public static final String NAME = ReplayBlock.NAME;

  private static final String HISTORY = new SqlIdentifier(HistoryTable.NAME).quoted();
  private static final String SINCE = "tenantry_since";
  private static final String ENTER = "tenantry_enter";
  private static final String LEAVE = "SET LOCAL search_path TO DEFAULT";

  private ReplayLoop() {}

  /**
   * What happens around the scripts of each schema.
   *
   * @param declarations of PL/pgSQL variables
   * @param before PL/pgSQL that may CONTINUE with the next schema
   * @param after PL/pgSQL within the transaction of the scripts
   */
  public record Around(String declarations, String before, String after) {}

  /**
   * The statement. What is planned once must not see a schema's path: PostgreSQL would plan it anew
   * for each. So the path is part of what is executed.
   *
   * @param guard a condition that has to hold, else the loop ends with an error
   * @param hash SQL that makes a number of all rows of a history
   * @param seen that number as it has to be
   */
  public static String sql(
      List<SqlIdentifier> schemas,
      List<MigrationScript> scripts,
      int firstRank,
      String guard,
      String hash,
      long seen,
      BuildLimits limits,
      Around around) {
    StringBuilder body = new StringBuilder();
    body.append("DECLARE\n")
        .append("tenantry_schemas text[] := ARRAY[")
        .append(
            schemas.stream()
                .map(schema -> new SqlLiteral(schema.value()).quoted())
                .collect(Collectors.joining(", ")))
        .append("];\n")
        .append(NAME)
        .append(" text;\n")
        .append(ENTER)
        .append(" text;\ntenantry_hash bigint;\n")
        .append(SINCE)
        .append(" timestamptz;\n")
        .append(around.declarations())
        .append("BEGIN\nFOR ")
        .append(INDEX)
        .append(" IN 1 .. ")
        .append(schemas.size())
        .append(" LOOP\n")
        .append(NAME)
        .append(" := tenantry_schemas[")
        .append(INDEX)
        .append("];\nPERFORM set_config('lock_timeout', '")
        .append(limits.lockTimeout().toMillis())
        .append("', true);\n")
        .append(around.before())
        .append("IF NOT ")
        .append(guard)
        .append(" THEN RAISE EXCEPTION 'somebody else is at work on the schema'; END IF;\n")
        .append("EXECUTE 'SELECT ' || ")
        .append(dollarQuoted(hash, "hash"))
        .append(" || ' FROM ' || quote_ident(")
        .append(NAME)
        .append(") || '.")
        .append(HISTORY)
        .append("' INTO tenantry_hash;\nIF tenantry_hash IS DISTINCT FROM ")
        .append(seen)
        .append(" THEN RAISE EXCEPTION 'the history is another one'; END IF;\n")
        .append(ENTER)
        .append(" := 'SET LOCAL search_path TO ' || ")
        .append(SearchPath.of(NAME))
        .append(" || E';\\n';\n")
        .append(SINCE)
        .append(" := clock_timestamp();\n");
    // Any schema will do: they are not named in these scripts.
    SqlIdentifier any = schemas.getFirst();
    for (MigrationScript script : scripts) {
      body.append("EXECUTE ")
          .append(ENTER)
          .append(" || ")
          .append(dollarQuoted(script.sql(any), "script"))
          .append(" || E'\\n;")
          .append(LEAVE)
          .append("';\n");
    }
    String rows =
        HistoryTable.rows(scripts, any, firstRank, HistoryTable.average("$1", scripts.size()));
    body.append("EXECUTE 'INSERT INTO ' || quote_ident(")
        .append(NAME)
        .append(") || ")
        .append(dollarQuoted(rows.strip(), "rows"))
        .append(" USING ")
        .append(SINCE)
        .append(";\n")
        .append(around.after())
        .append("COMMIT;\nEND LOOP;\nEND\n");
    return "DO " + dollarQuoted(body.toString(), "do");
  }

  private static String dollarQuoted(String text, String name) {
    String tag = "$tenantry_" + name + "$";
    for (int i = 1; text.contains(tag); i++) {
      tag = "$tenantry_" + name + i + "$";
    }
    return tag + text + tag;
  }
}
