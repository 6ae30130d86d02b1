package io.tenantry.migrations;

import io.tenantry.registry.SqlIdentifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The one statement that builds or migrates a tenant: an anonymous PL/pgSQL block that executes
 * each script as a dollar-quoted text. Scripts reach the server byte for byte, no driver splits or
 * rewrites them, and the error context tells which one failed.
 *
 * <p>The schema's name is put in last, so that a block whose scripts don't name their schema serves
 * any number of schemas.
 */
public final class ReplayBlock {

  /** The PL/pgSQL variable that holds the schema's name. */
  public static final String NAME = "tenantry_schema";

  private static final String SINCE = "tenantry_since";
  private static final String TOOK = "tenantry_took";
  private static final String PATH = "tenantry_path";
  private static final String SET_PATH = "PERFORM set_config('search_path', " + PATH + ", true);\n";

  private final List<String> fragments = new ArrayList<>();
  private final StringBuilder tail = new StringBuilder();
  private final List<Part> parts = new ArrayList<>();

  /** PL/pgSQL of ours, which may use {@link #NAME}. */
  public ReplayBlock statement(String plpgsql) {
    tail.append(plpgsql);
    return this;
  }

  /** Here goes the schema's quoted name. */
  public ReplayBlock schema() {
    fragments.add(tail.toString());
    tail.setLength(0);
    return this;
  }

  /** SQL of ours, in which {@code %1$s} stands for the schema's quoted name. */
  ReplayBlock execute(String sql) {
    var part = new Part(parts.size(), null, "");
    parts.add(part);
    String[] pieces = dollarQuoted("EXECUTE ", part.mark() + sql, "ours").split("%1\\$s", -1);
    tail.append(pieces[0]);
    for (int i = 1; i < pieces.length; i++) {
      schema().statement(pieces[i]);
    }
    return statement(";\n");
  }

  /** From here on the schema is first in the search path. */
  public ReplayBlock enter() {
    return statement(SET_PATH);
  }

  /** From here on the search path is the session's own again. */
  public ReplayBlock leave() {
    return statement("SET LOCAL search_path TO DEFAULT;\n");
  }

  /**
   * Runs scripts and writes their rows of the history.
   *
   * @param schema whose name goes into scripts that name theirs
   * @param firstRank the installed rank of the first one
   */
  public ReplayBlock migrate(List<MigrationScript> scripts, SqlIdentifier schema, int firstRank) {
    statement(SINCE + " := clock_timestamp();\n");
    scripts.forEach(script -> script(script.name(), script.sql(schema)));
    statement("%s := %s;\n".formatted(TOOK, HistoryTable.average(SINCE, scripts.size())));
    var part = new Part(parts.size(), null, "");
    parts.add(part);
    return statement("INSERT " + part.mark() + " INTO ")
        .schema()
        .statement(HistoryTable.rows(scripts, schema, firstRank, TOOK));
  }

  ReplayBlock seed(SeedScript seed, SqlIdentifier schema) {
    return script(seed.name(), seed.sql(schema));
  }

  private ReplayBlock script(String name, String text) {
    var part = new Part(parts.size(), name, text);
    parts.add(part);
    statement(dollarQuoted("EXECUTE ", part.marked(), "script") + ";\n");
    // Flyway, too, starts every script with the schema's own path.
    return text.toLowerCase(Locale.ROOT).contains("search_path") ? enter() : this;
  }

  /** The text to send for this schema. */
  String sql(SqlIdentifier schema) {
    var body = new StringBuilder();
    body.append("DECLARE\n")
        .append(NAME)
        .append(" text := ")
        .append(new SqlLiteral(schema.value()).quoted())
        .append(";\n")
        .append(SINCE)
        .append(" timestamptz;\n")
        .append(TOOK)
        .append(" int;\n")
        .append(PATH)
        .append(" text := ")
        .append(SearchPath.of(NAME))
        .append(";\nBEGIN\n");
    fragments.forEach(fragment -> body.append(fragment).append(schema.quoted()));
    return dollarQuoted("DO ", body.append(tail).append("END\n").toString(), "do");
  }

  /** What was executed, by the number in its mark. */
  List<Part> parts() {
    return parts;
  }

  private static String dollarQuoted(String before, String text, String name) {
    var tag = "$tenantry_" + name + "$";
    for (int i = 1; text.contains(tag); i++) {
      tag = "$tenantry_" + name + i + "$";
    }
    return before + tag + text + tag;
  }

  /**
   * One executed text.
   *
   * @param script the script's name, null for what is ours
   */
  record Part(int number, @Nullable String script, String text) {

    /** The mark comes back in the error's context, whatever language the server speaks. */
    String mark() {
      return "/*tenantry:" + number + "*/";
    }

    String marked() {
      return mark() + text;
    }
  }
}
