package io.tenantry.registry.runs;

/** What has become of one tenant in a run. */
public enum RunTenantState {
  /** Its turn has not come, or comes again. */
  WAITING,
  /** A worker has it among its next. */
  RUNNING,
  /** Somebody else held a lock that its scripts need; it is tried again. */
  BUSY,
  /** It has its scripts. */
  MIGRATED,
  /** It stays as it was until somebody retries it. */
  FAILED,
  /** Nothing was done: the run was cancelled, the tenant deleted, or it had its scripts already. */
  SKIPPED
}
