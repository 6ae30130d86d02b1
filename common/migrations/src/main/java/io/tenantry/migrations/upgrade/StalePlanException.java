package io.tenantry.migrations.upgrade;

import io.tenantry.registry.SqlIdentifier;
import org.jspecify.annotations.Nullable;

/**
 * The schema's history is not what it was when the plan was made, or there is no such schema any
 * more. Nothing was done; read its state again.
 */
public final class StalePlanException extends RuntimeException {

  StalePlanException(SqlIdentifier schema, @Nullable Throwable cause) {
    super(
        "the history of schema " + schema + " has changed since its migration was planned", cause);
  }
}
