package io.tenantry.migrations.cloning;

import io.tenantry.registry.SqlIdentifier;
import java.util.List;

/**
 * What will be copied.
 *
 * @param tables the source's tables, quoted, with their schema
 */
public record CopyPlan(SqlIdentifier source, SqlIdentifier target, List<String> tables) {

  /** Copies. */
  public CopyPlan {
    tables = List.copyOf(tables);
  }
}
