package io.tenantry.provisioning.console.tenants;

import io.tenantry.provisioning.console.Sizes;
import io.tenantry.provisioning.plans.PlanLimits;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One limit of a plan and how much of it is used.
 *
 * @param limit in words
 * @param used in words; null where it is not known here
 * @param percent of the limit, 100 at most; null where there is no limit or no use known
 */
record Usage(String what, String limit, @Nullable String used, @Nullable Integer percent) {

  private static final String NO_LIMIT = "no limit";
  private static final long MEGABYTE = 1024L * 1024;

  static List<Usage> of(PlanLimits limits, @Nullable Long bytes, TenantFacts.Work work) {
    List<Usage> all = new ArrayList<>();
    all.add(storage(limits.storageMegabytes(), bytes));
    all.add(counted("Users", limits.users(), work.users()));
    all.add(counted("Products", limits.products(), work.products()));
    Integer perMinute = limits.requestsPerMinute();
    all.add(
        new Usage(
            "Requests",
            perMinute == null ? NO_LIMIT : String.format(Locale.ROOT, "%,d a minute", perMinute),
            String.format(Locale.ROOT, "%,d today", work.requestsToday()),
            null));
    return all;
  }

  private static Usage storage(@Nullable Integer megabytes, @Nullable Long bytes) {
    return new Usage(
        "Storage",
        megabytes == null ? NO_LIMIT : Sizes.of(megabytes * MEGABYTE),
        bytes == null ? null : Sizes.of(bytes),
        megabytes == null || bytes == null ? null : percent(bytes, megabytes * MEGABYTE));
  }

  private static Usage counted(String what, @Nullable Integer limit, @Nullable Long used) {
    return new Usage(
        what,
        limit == null ? NO_LIMIT : String.format(Locale.ROOT, "%,d", limit),
        used == null ? null : String.format(Locale.ROOT, "%,d", used),
        limit == null || used == null ? null : percent(used, limit));
  }

  private static int percent(long used, long limit) {
    return limit == 0 ? 100 : (int) Math.min(100, used * 100 / limit);
  }
}
