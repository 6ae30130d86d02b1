package io.tenantry.registry.runs;

import java.util.UUID;

/** A run is in a state in which that can't be done to it. */
public final class WrongRunStateException extends RuntimeException {

  private final RunState state;
  private final String action;

  WrongRunStateException(UUID run, RunState state, String action) {
    super("migration run " + run + " is " + state + ": can't " + action);
    this.state = state;
    this.action = action;
  }

  public RunState state() {
    return state;
  }

  /** What was asked for, such as {@code pause}. */
  public String action() {
    return action;
  }
}
