package io.tenantry.tenancy.jobs;

import io.tenantry.events.JobAnnounced;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The application's jobs by name. */
final class TenantJobs {

  private final Map<String, TenantJob> byName = new TreeMap<>();

  /**
   * @throws IllegalArgumentException that tells every name that is none, or taken
   */
  TenantJobs(Collection<TenantJob> jobs) {
    List<String> complaints = new ArrayList<>();
    for (TenantJob job : jobs) {
      String type = job.getClass().getName();
      if (!JobAnnounced.isName(job.name())) {
        complaints.add("%s: \"%s\" is no name of a job".formatted(type, job.name()));
      }
      TenantJob other = byName.put(job.name(), job);
      if (other != null) {
        complaints.add(
            "%s has the name %s of %s".formatted(type, job.name(), other.getClass().getName()));
      }
    }
    if (!complaints.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", complaints));
    }
  }

  Optional<TenantJob> find(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  Set<String> names() {
    return byName.keySet();
  }

  /** What the provisioning API is told of them. */
  List<JobAnnounced> announcements() {
    return byName.values().stream().map(TenantJobs::announcement).toList();
  }

  private static JobAnnounced announcement(TenantJob job) {
    return switch (job.schedule().orElse(null)) {
      case null -> new JobAnnounced(job.name(), null, null, null);
      case JobSchedule.Cron(var expression, var zone) ->
          new JobAnnounced(job.name(), expression, zone.getId(), null);
      case JobSchedule.Every(var distance) -> new JobAnnounced(job.name(), null, null, distance);
    };
  }
}
