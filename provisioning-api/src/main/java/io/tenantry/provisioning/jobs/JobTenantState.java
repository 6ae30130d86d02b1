package io.tenantry.provisioning.jobs;

/** What has become of one tenant in a job run. */
public enum JobTenantState {
  /** Its turn has not come, or comes again. */
  WAITING,
  /** The application has the order, or will. */
  SENT,
  /** The job was done. */
  SUCCEEDED,
  /** It was not, and the error says why. */
  FAILED,
  /** It was not begun: the run was cancelled, or the tenant is not active. */
  SKIPPED
}
