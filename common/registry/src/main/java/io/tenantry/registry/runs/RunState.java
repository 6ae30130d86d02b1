package io.tenantry.registry.runs;

/** How a migration run stands. */
public enum RunState {
  /** Workers go on with it. */
  RUNNING,
  /** No further tenant is begun until somebody resumes it. */
  PAUSED,
  /** Somebody ended it before its end. */
  CANCELLED,
  /** All its tenants have their scripts. */
  SUCCEEDED,
  /** It ended, and some tenants could not be migrated. */
  FAILED
}
