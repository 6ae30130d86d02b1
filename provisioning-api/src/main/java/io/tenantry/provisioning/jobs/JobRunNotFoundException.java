package io.tenantry.provisioning.jobs;

import java.util.UUID;

/** There is no such job run. */
public final class JobRunNotFoundException extends RuntimeException {

  private final UUID run;

  JobRunNotFoundException(UUID run) {
    super("there is no job run " + run);
    this.run = run;
  }

  public UUID run() {
    return run;
  }
}
