package io.tenantry.migrations;

import org.jspecify.annotations.Nullable;

/**
 * The database refused a statement of a build. The message is one line for operators: script, line,
 * what the database said, SQLSTATE. The transaction is aborted: roll it back.
 */
public final class TenantScriptException extends RuntimeException {

  private final @Nullable String script;
  private final String sqlState;

  TenantScriptException(@Nullable String script, String message, String sqlState, Throwable cause) {
    super(message, cause);
    this.script = script;
    this.sqlState = sqlState;
  }

  /** The script that failed; null if it was the creation of role, schema or history. */
  public @Nullable String script() {
    return script;
  }

  /** The database's five-character code, for example {@code 42P01}. */
  public String sqlState() {
    return sqlState;
  }
}
