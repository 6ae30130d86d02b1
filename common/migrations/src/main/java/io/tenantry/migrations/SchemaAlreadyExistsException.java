package io.tenantry.migrations;

import io.tenantry.registry.SqlIdentifier;

/**
 * A schema or role of the wanted name is there already. It is never adopted and stays as it is. The
 * transaction is aborted: roll it back.
 */
public final class SchemaAlreadyExistsException extends RuntimeException {

  private final SqlIdentifier schema;

  SchemaAlreadyExistsException(SqlIdentifier schema, String message, Throwable cause) {
    super(message, cause);
    this.schema = schema;
  }

  /** The name that is taken. */
  public SqlIdentifier schema() {
    return schema;
  }
}
