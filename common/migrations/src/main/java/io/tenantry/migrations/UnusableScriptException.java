package io.tenantry.migrations;

import org.jspecify.annotations.Nullable;

/** A script of a tenant type can't be replayed; refused when scripts are loaded, never skipped. */
public final class UnusableScriptException extends RuntimeException {

  UnusableScriptException(String script, String reason) {
    this(script, reason, null);
  }

  UnusableScriptException(String script, String reason, @Nullable Throwable cause) {
    super(script + ": " + reason, cause);
  }
}
