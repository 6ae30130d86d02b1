package io.tenantry.provisioning.jobs;

import java.util.UUID;

/** A job run is in a state in which that can't be done to it. */
public final class WrongJobRunStateException extends RuntimeException {

  private final JobRunState state;
  private final String action;

  WrongJobRunStateException(UUID run, JobRunState state, String action) {
    super("job run " + run + " is " + state + ": can't " + action);
    this.state = state;
    this.action = action;
  }

  public JobRunState state() {
    return state;
  }

  /** What was asked for, such as {@code cancel}. */
  public String action() {
    return action;
  }
}
