package io.tenantry.migrations.dropping;

import io.tenantry.registry.SqlIdentifier;
import java.util.List;

/** Objects of other schemas depend on this one; it is not dropped while they do. */
public final class SchemaInUseException extends RuntimeException {

  SchemaInUseException(SqlIdentifier schema, List<String> users) {
    super("schema %s is used by %s".formatted(schema, String.join(", ", users)));
  }
}
