package io.tenantry.tenancy.jobs;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.amqp.AmqpException;
import org.springframework.context.SmartLifecycle;

/** Tells the provisioning API, now and then while the application runs, which jobs there are. */
final class JobAnnouncements implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(JobAnnouncements.class);

  private final TenantJobs jobs;
  private final JobReports reports;
  private final Duration every;
  private volatile @Nullable ScheduledExecutorService thread;

  JobAnnouncements(TenantJobs jobs, JobReports reports, Duration every) {
    this.jobs = jobs;
    this.reports = reports;
    this.every = every;
  }

  @Override
  public void start() {
    ScheduledExecutorService started =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("job-announcements").factory());
    started.scheduleWithFixedDelay(this::announce, 0, every.toMillis(), TimeUnit.MILLISECONDS);
    thread = started;
  }

  private void announce() {
    try {
      jobs.announcements().forEach(reports::send);
    } catch (AmqpException e) {
      log.debug("Jobs are announced next time", e);
    } catch (RuntimeException e) {
      log.warn("Jobs are not announced", e);
    }
  }

  @Override
  public void stop() {
    ScheduledExecutorService started = thread;
    if (started != null) {
      started.shutdownNow();
      thread = null;
    }
  }

  @Override
  public boolean isRunning() {
    return thread != null;
  }
}
