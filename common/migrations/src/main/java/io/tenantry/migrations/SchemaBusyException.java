package io.tenantry.migrations;

import io.tenantry.registry.SqlIdentifier;

/** The schema is being copied, renamed or dropped by somebody else; try again later. */
public final class SchemaBusyException extends RuntimeException {

  SchemaBusyException(SqlIdentifier schema) {
    super("schema " + schema + " is being copied, renamed or dropped at the moment");
  }
}
