package io.tenantry.migrations;

import java.util.regex.Pattern;
import org.flywaydb.core.internal.sqlscript.SqlScript;
import org.flywaydb.core.internal.sqlscript.SqlStatement;
import org.flywaydb.database.postgresql.PostgreSQLCopyParsedStatement;

/** Refuses statements that a replay within the caller's transaction can't run. */
final class ReplayableStatements {

  private static final Pattern LEADING_COMMENTS =
      Pattern.compile("\\A(?:\\s+|--[^\\n]*+(?:\\n|\\z)|/\\*.*?\\*/)++", Pattern.DOTALL);
  private static final Pattern TRANSACTION_CONTROL =
      Pattern.compile(
          "\\A(?:BEGIN|START\\s+TRANSACTION|COMMIT|END|ROLLBACK|ABORT|SAVEPOINT|RELEASE"
              + "|PREPARE\\s+TRANSACTION)\\b",
          Pattern.CASE_INSENSITIVE);

  /** Flyway asks for the server's version here; all versions that we support allow it. */
  private static final Pattern ALTER_ENUM =
      Pattern.compile(
          "\\AALTER\\s+TYPE\\b.*\\bADD\\s+VALUE\\b", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  private ReplayableStatements() {}

  static void check(String file, SqlScript script) {
    try (var statements = script.getSqlStatements()) {
      while (statements.hasNext()) {
        check(file, statements.next());
      }
    }
  }

  private static void check(String file, SqlStatement statement) {
    var sql = LEADING_COMMENTS.matcher(statement.getSql()).replaceFirst("");
    if (statement instanceof PostgreSQLCopyParsedStatement) {
      throw refused(file, statement, "COPY FROM STDIN can't be replayed");
    }
    if (TRANSACTION_CONTROL.matcher(sql).find()) {
      throw refused(file, statement, "a script must not control the transaction it runs in");
    }
    if (!statement.canExecuteInTransaction() && !ALTER_ENUM.matcher(sql).find()) {
      throw refused(file, statement, "a statement that can't run in a transaction");
    }
  }

  private static UnusableScriptException refused(
      String file, SqlStatement statement, String reason) {
    return new UnusableScriptException(file, "line " + statement.getLineNumber() + ": " + reason);
  }
}
