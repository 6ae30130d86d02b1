package io.tenantry.migrations;

/** A script can't run within the caller's transaction: only Flyway itself can apply it. */
public final class NotReplayableException extends RuntimeException {

  /** Names the script and why. */
  public NotReplayableException(MigrationScript script) {
    super(script.name() + ": " + script.obstacle());
  }
}
