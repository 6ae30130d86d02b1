package io.tenantry.provisioning.console.overview;

import io.tenantry.provisioning.console.charts.Bars;
import io.tenantry.provisioning.operations.Finding;
import io.tenantry.registry.TenantStatus;
import io.tenantry.registry.runs.MigrationRun;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How the installation is.
 *
 * @param signUps of the last hour
 * @param times from sign-up to active, of those
 * @param runs that are running or paused
 * @param findings the newest that are open
 */
record Overview(
    Map<TenantStatus, Long> tenants,
    Bars signUps,
    Bars times,
    Messages messages,
    List<Spares> spares,
    List<MigrationRun> runs,
    List<Finding> findings) {

  public long all() {
    return tenants.values().stream().mapToLong(Long::longValue).sum()
        - tenants.getOrDefault(TenantStatus.DELETED, 0L);
  }

  public boolean isAnyFailed() {
    return tenants.getOrDefault(TenantStatus.FAILED, 0L) > 0;
  }

  /**
   * Messages that the broker has not confirmed, and those that nobody could read or finish. None is
   * counted further than {@link OverviewRepository#MOST_COUNTED}.
   *
   * @param failing how many were refused at least once
   */
  record Messages(long pending, long failing, @Nullable Instant oldest, long deadLetters) {

    public boolean isMore() {
      return pending >= OverviewRepository.MOST_COUNTED;
    }
  }

  /** Finished schemas of a type that are nobody's yet. */
  record Spares(String type, String version, long ready) {}
}
