package io.tenantry.migrations;

import io.tenantry.registry.SqlIdentifier;

/** Somebody else is at work on the schema, or uses it; try again later. */
public final class SchemaBusyException extends RuntimeException {

  /** The schema's own lock is taken. */
  public SchemaBusyException(SqlIdentifier schema) {
    super("schema " + schema + " is being copied, migrated, renamed or dropped at the moment");
  }

  /** A lock of the database was not to be had in time. */
  public SchemaBusyException(SqlIdentifier schema, String reason, Throwable cause) {
    super("schema " + schema + " is in use: " + reason, cause);
  }
}
