package io.tenantry.tenancy.jobs;

import java.util.Optional;

/**
 * Work that is done for tenants, one at a time. A bean of this type can be ordered by its name for
 * some tenants or all, and may be due by itself.
 */
public interface TenantJob {

  /** Lower-case letters, digits and hyphens; unique in the application. */
  String name();

  /**
   * Does it for the current tenant, in whose role statements run. It may come twice for the same
   * tenant and run, so doing it again must do no harm. It is interrupted when its time is over.
   *
   * @throws Exception if it can't be done; the message is shown to operators
   */
  void run(JobRun run) throws Exception;

  /** When it is due by itself for all active tenants; empty for a job that is only ordered. */
  default Optional<JobSchedule> schedule() {
    return Optional.empty();
  }
}
