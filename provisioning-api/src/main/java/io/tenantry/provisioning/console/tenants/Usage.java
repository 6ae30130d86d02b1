package io.tenantry.provisioning.console.tenants;

import io.tenantry.provisioning.console.Sizes;
import io.tenantry.provisioning.plans.PlanLimits;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One limit of a plan and how much of it is used.
 *
 * @param limit in words
 * @param used in words; null where it is not known here
 * @param percent of the limit, 100 at most; null where there is no limit or no use known
 */
record Usage(String what, String limit, @Nullable String used, @Nullable Integer percent) {

  private static final long MEGABYTE = 1024L * 1024;

  static List<Usage> of(PlanLimits limits, long bytes) {
    List<Usage> all = new ArrayList<>();
    all.add(storage(limits.storageMegabytes(), bytes));
    all.add(unmetered("Users", limits.users()));
    all.add(unmetered("Products", limits.products()));
    all.add(unmetered("Requests a minute", limits.requestsPerMinute()));
    return all;
  }

  private static Usage storage(@Nullable Integer megabytes, long bytes) {
    return megabytes == null
        ? new Usage("Storage", "no limit", Sizes.of(bytes), null)
        : new Usage(
            "Storage",
            Sizes.of(megabytes * MEGABYTE),
            Sizes.of(bytes),
            megabytes == 0 ? 100 : (int) Math.min(100, bytes * 100 / (megabytes * MEGABYTE)));
  }

  private static Usage unmetered(String what, @Nullable Integer limit) {
    return new Usage(what, limit == null ? "no limit" : "%,d".formatted(limit), null, null);
  }
}
