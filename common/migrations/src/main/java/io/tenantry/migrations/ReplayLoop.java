package io.tenantry.migrations;

import io.tenantry.registry.SqlIdentifier;
import java.util.List;
import java.util.Locale;
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
  private static final String CLOCK = "tenantry_clock";
  private static final String PATH = "tenantry_path";
  private static final String ENTER =
      "PERFORM set_config('search_path', %s, true);\n".formatted(PATH);

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
   * The statement.
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
        .append(PATH)
        .append(" text;\ntenantry_hash bigint;\n")
        .append(CLOCK)
        .append(" timestamptz[];\n")
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
        .append(PATH)
        .append(" := ")
        .append(SearchPath.of(NAME))
        .append(";\n")
        .append(ENTER)
        .append(CLOCK)
        .append("[0] := clock_timestamp();\n");
    // Any schema will do: they are not named in these scripts.
    SqlIdentifier any = schemas.getFirst();
    for (int i = 0; i < scripts.size(); i++) {
      String text = scripts.get(i).sql(any);
      body.append("EXECUTE ").append(dollarQuoted(text, "script")).append(";\n");
      if (text.toLowerCase(Locale.ROOT).contains("search_path")) {
        body.append(ENTER);
      }
      body.append(CLOCK).append('[').append(i + 1).append("] := clock_timestamp();\n");
    }
    String rows = HistoryTable.rows(scripts, any, firstRank, "$1").strip();
    body.append("EXECUTE 'INSERT INTO ' || quote_ident(")
        .append(NAME)
        .append(") || ")
        .append(dollarQuoted(rows, "rows"))
        .append(" USING ")
        .append(CLOCK)
        .append(";\nSET LOCAL search_path TO DEFAULT;\n")
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
