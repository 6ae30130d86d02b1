package io.tenantry.provisioning.jobs;

/** How a job run stands. */
public enum JobRunState {
  /** Tenants wait, or are being worked for. */
  RUNNING,
  /** Somebody ended it before its end. */
  CANCELLED,
  /** It ended, and no tenant has failed. */
  SUCCEEDED,
  /** It ended, and some have. */
  FAILED
}
