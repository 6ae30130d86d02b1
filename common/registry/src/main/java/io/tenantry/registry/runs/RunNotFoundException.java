package io.tenantry.registry.runs;

import java.util.UUID;

/** There is no such migration run. */
public final class RunNotFoundException extends RuntimeException {

  private final UUID run;

  RunNotFoundException(UUID run) {
    super("there is no migration run " + run);
    this.run = run;
  }

  public UUID run() {
    return run;
  }
}
