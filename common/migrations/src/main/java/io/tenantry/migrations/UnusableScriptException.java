package io.tenantry.migrations;

import org.jspecify.annotations.Nullable;

/** A file among a type's scripts is of no use; refused when scripts are loaded, never skipped. */
public final class UnusableScriptException extends RuntimeException {

  UnusableScriptException(String script, String reason) {
    this(script, reason, null);
  }

  UnusableScriptException(String script, String reason, @Nullable Throwable cause) {
    super(script + ": " + reason, cause);
  }
}
