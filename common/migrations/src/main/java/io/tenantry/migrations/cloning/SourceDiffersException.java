package io.tenantry.migrations.cloning;

import io.tenantry.registry.SqlIdentifier;
import java.util.List;

/**
 * The source is not what its type's scripts make, so that a clone would hide the difference or
 * carry it on. The message names the first ones. The transaction is the caller's to roll back.
 */
public final class SourceDiffersException extends RuntimeException {

  private static final int MOST_NAMED = 5;

  SourceDiffersException(SqlIdentifier source, List<String> differences) {
    super(
        "schema %s is not what its scripts make: %s%s"
            .formatted(
                source,
                String.join("; ", differences.stream().limit(MOST_NAMED).toList()),
                differences.size() > MOST_NAMED
                    ? " and %d more".formatted(differences.size() - MOST_NAMED)
                    : ""));
  }
}
