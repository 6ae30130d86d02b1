package io.tenantry.migrations;

import io.tenantry.registry.SqlIdentifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The one statement that builds a tenant: an anonymous PL/pgSQL block that executes each script as
 * a dollar-quoted text. Scripts reach the server byte for byte, no driver splits or rewrites them,
 * and the error context tells which one failed.
 */
final class BuildStatement {

  private static final String CLOCK = "tenantry_clock";

  private final SqlIdentifier schema;
  private final ScriptSet scripts;
  private final SqlIdentifier appLogin;
  private final List<Part> parts = new ArrayList<>();

  BuildStatement(SqlIdentifier schema, ScriptSet scripts, SqlIdentifier appLogin) {
    this.schema = schema;
    this.scripts = scripts;
    this.appLogin = appLogin;
  }

  /** The text to send; {@link #parts()} belongs to it. */
  String sql() {
    var body = new StringBuilder();
    add(body, null, prologue());
    body.append(searchPath());
    body.append(CLOCK).append("[0] := clock_timestamp();\n");
    int rank = 0;
    for (MigrationScript script : scripts.migrations()) {
      add(body, script.name(), script.sql(schema));
      body.append("%s[%d] := clock_timestamp();\n".formatted(CLOCK, ++rank));
    }
    body.append(HistoryTable.insert(schema, scripts.migrations(), CLOCK));
    for (SeedScript seed : scripts.seeds()) {
      add(body, seed.name(), seed.sql(schema));
    }
    body.append("SET LOCAL search_path TO DEFAULT;\n");
    return dollarQuoted(
        "DO ", "DECLARE " + CLOCK + " timestamptz[];\nBEGIN\n" + body + "END\n", "do");
  }

  /** What was executed, by the number in its mark. */
  List<Part> parts() {
    return parts;
  }

  private String prologue() {
    return """
    CREATE ROLE %1$s NOLOGIN;
    GRANT %1$s TO %2$s;
    CREATE SCHEMA %1$s;
    GRANT USAGE ON SCHEMA %1$s TO %1$s;
    %3$s
    ALTER DEFAULT PRIVILEGES IN SCHEMA %1$s GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO %1$s;
    ALTER DEFAULT PRIVILEGES IN SCHEMA %1$s GRANT USAGE ON SEQUENCES TO %1$s;
    """
        .formatted(schema.quoted(), appLogin.quoted(), HistoryTable.create(schema));
  }

  private String searchPath() {
    return "PERFORM set_config('search_path', %s, true);\n"
        .formatted(new SqlLiteral(schema.quoted() + ", public, pg_temp").quoted());
  }

  private void add(StringBuilder body, @Nullable String script, String text) {
    var part = new Part(parts.size(), script, text);
    parts.add(part);
    body.append(dollarQuoted("EXECUTE ", part.marked(), "script")).append(";\n");
    if (text.toLowerCase(Locale.ROOT).contains("search_path")) {
      // Flyway, too, starts every script with the schema's own path.
      body.append(searchPath());
    }
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
   * @param script the script's name, null for the part that makes role, schema and history
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
