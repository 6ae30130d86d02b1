package io.tenantry.migrations.upgrade;

import io.tenantry.migrations.MigrationScript;
import org.jspecify.annotations.Nullable;

/**
 * A script that is to run.
 *
 * @param again whether it ran before, in another form
 */
public record PendingScript(MigrationScript script, boolean again) {

  /** Its version; null if it may be repeated. */
  public @Nullable String version() {
    return script.version();
  }

  /** What Flyway makes of its name. */
  public String description() {
    return script.description();
  }

  /** Its name in Flyway's history. */
  public String name() {
    return script.name();
  }

  @Override
  public String toString() {
    return name();
  }
}
