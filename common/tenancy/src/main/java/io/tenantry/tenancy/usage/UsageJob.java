package io.tenantry.tenancy.usage;

import io.tenantry.tenancy.CurrentTenant;
import io.tenantry.tenancy.jobs.JobRun;
import io.tenantry.tenancy.jobs.JobSchedule;
import io.tenantry.tenancy.jobs.TenantJob;
import io.tenantry.tenancy.usage.UsageMeasure.Kind;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Counts, once a day for each tenant, what it has. */
final class UsageJob implements TenantJob {

  private final List<UsageMeasure> measures;
  private final UsageCounters counters;
  private final String cron;

  UsageJob(List<UsageMeasure> measures, UsageCounters counters, String cron) {
    this.measures = measures;
    this.counters = counters;
    this.cron = cron;
  }

  @Override
  public String name() {
    return "usage";
  }

  @Override
  public Optional<JobSchedule> schedule() {
    return Optional.of(JobSchedule.cron(cron, ZoneId.of("UTC")));
  }

  @Override
  public void run(JobRun run) throws Exception {
    Map<Kind, Long> measured = new EnumMap<>(Kind.class);
    for (UsageMeasure measure : measures) {
      measured.merge(measure.kind(), measure.read(), Long::sum);
    }
    counters.measured(CurrentTenant.get().id(), measured);
  }
}
