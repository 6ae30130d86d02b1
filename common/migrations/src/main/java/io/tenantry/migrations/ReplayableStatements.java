package io.tenantry.migrations;

import java.util.Optional;
import java.util.regex.Pattern;
import org.flywaydb.core.internal.sqlscript.SqlScript;
import org.flywaydb.core.internal.sqlscript.SqlStatement;
import org.flywaydb.database.postgresql.PostgreSQLCopyParsedStatement;
import org.jspecify.annotations.Nullable;

/** Finds statements that a replay within the caller's transaction can't run. */
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

  /**
   * Why Flyway itself has to run the script; null if a replay can.
   *
   * @param inTransaction what the script's own settings say, null if nothing
   * @throws UnusableScriptException if the script is meant to run in a transaction and ends it
   */
  static @Nullable String obstacle(String file, SqlScript script, @Nullable Boolean inTransaction) {
    if (Boolean.FALSE.equals(inTransaction)) {
      return "its settings say executeInTransaction=false";
    }
    String first = null;
    try (var statements = script.getSqlStatements()) {
      while (statements.hasNext()) {
        String found = obstacle(file, statements.next(), inTransaction).orElse(null);
        first = first == null ? found : first;
      }
    }
    return first;
  }

  private static Optional<String> obstacle(
      String file, SqlStatement statement, @Nullable Boolean inTransaction) {
    var sql = LEADING_COMMENTS.matcher(statement.getSql()).replaceFirst("");
    var line = "line " + statement.getLineNumber() + ": ";
    if (TRANSACTION_CONTROL.matcher(sql).find()) {
      throw new UnusableScriptException(
          file, line + "a script must not control the transaction it runs in");
    }
    if (statement instanceof PostgreSQLCopyParsedStatement) {
      return Optional.of(line + "COPY FROM STDIN");
    }
    if (inTransaction == null
        && !statement.canExecuteInTransaction()
        && !ALTER_ENUM.matcher(sql).find()) {
      return Optional.of(line + "a statement that can't run in a transaction");
    }
    return Optional.empty();
  }
}
