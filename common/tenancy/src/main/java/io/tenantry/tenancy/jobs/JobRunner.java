package io.tenantry.tenancy.jobs;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.tenantry.events.JobEnded;
import io.tenantry.events.JobEnded.Outcome;
import io.tenantry.events.RunJob;
import io.tenantry.tenancy.CurrentTenant;
import io.tenantry.tenancy.Tenant;
import io.tenantry.tenancy.routing.Route;
import io.tenantry.tenancy.routing.RouteKey;
import io.tenantry.tenancy.routing.RouteStatus;
import io.tenantry.tenancy.routing.RouteStore;
import io.tenantry.tracing.MessageTraces;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** Runs a job in its tenant, on a thread of its own, so that it can be broken off. */
final class JobRunner implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(JobRunner.class);

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final TenantJobs jobs;
  private final RouteStore routes;
  private final Duration timeout;
  private final MeterRegistry meters;
  private final MessageTraces traces;

  JobRunner(
      TenantJobs jobs,
      RouteStore routes,
      Duration timeout,
      MeterRegistry meters,
      MessageTraces traces) {
    this.jobs = jobs;
    this.routes = routes;
    this.timeout = timeout;
    this.meters = meters;
    this.traces = traces;
    for (String job : jobs.names()) {
      for (Outcome outcome : Outcome.values()) {
        timer(job, outcome);
      }
    }
  }

  /** How a job ended in a tenant. */
  private record Ending(Outcome outcome, @Nullable String error) {}

  /**
   * What became of it, whatever that is.
   *
   * @throws InterruptedException if this instance stops; nothing is known of the job then
   */
  JobEnded run(RunJob order) throws InterruptedException {
    long start = System.nanoTime();
    Optional<TenantJob> job = jobs.find(order.job());
    Ending ending =
        job.isPresent()
            ? run(job.get(), order)
            : new Ending(Outcome.FAILED, "there is no job " + order.job() + " here");
    long nanos = System.nanoTime() - start;
    timer(job.map(TenantJob::name).orElse("unknown"), ending.outcome())
        .record(nanos, TimeUnit.NANOSECONDS);
    return new JobEnded(
        order.runId(),
        order.tenantId(),
        order.attempt(),
        ending.outcome(),
        TimeUnit.NANOSECONDS.toMillis(nanos),
        ending.error());
  }

  private Timer timer(String job, Outcome outcome) {
    return Timer.builder("tenantry.jobs")
        .description("A job in one tenant")
        .tag("job", job)
        .tag("outcome", outcome.name().toLowerCase(Locale.ROOT))
        .register(meters);
  }

  private Ending run(TenantJob job, RunJob order) throws InterruptedException {
    Optional<Route> route;
    try {
      route = routes.find(new RouteKey.OfId(order.tenantId()));
    } catch (RuntimeException e) {
      log.warn("The tenant of job {} can't be looked up", job.name(), e);
      return new Ending(Outcome.FAILED, "the tenant could not be looked up");
    }
    if (route.isEmpty()) {
      return new Ending(Outcome.SKIPPED, "the tenant is not there");
    }
    RouteStatus status = route.get().status();
    return switch (status) {
      case ACTIVE, TRIAL -> run(job, order, route.get().tenant());
      case PENDING, FAILED, SUSPENDED, DELETING, DELETED ->
          new Ending(Outcome.SKIPPED, "the tenant is " + status);
    };
  }

  private Ending run(TenantJob job, RunJob order, Tenant tenant) throws InterruptedException {
    JobRun run = new JobRun(order.runId(), order.attempt(), order.parameters());
    Future<?> work = threads.submit(traces.carry(() -> within(tenant, job, run)));
    try {
      work.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
      return new Ending(Outcome.SUCCEEDED, null);
    } catch (TimeoutException e) {
      work.cancel(true);
      log.warn("Job {} took longer than {} in {}", job.name(), timeout, tenant.schemaName());
      return new Ending(Outcome.FAILED, "it took longer than " + timeout);
    } catch (ExecutionException e) {
      if (threads.isShutdown()) {
        throw new InterruptedException("this instance stops");
      }
      log.warn("Job {} failed in {}", job.name(), tenant.schemaName(), e.getCause());
      return new Ending(Outcome.FAILED, words(e.getCause()));
    } catch (CancellationException e) {
      throw new InterruptedException("this instance stops");
    } catch (InterruptedException e) {
      work.cancel(true);
      throw e;
    }
  }

  private static @Nullable Void within(Tenant tenant, TenantJob job, JobRun run) throws Exception {
    MDC.put("tenant", tenant.schemaName());
    try {
      return CurrentTenant.call(
          tenant,
          () -> {
            job.run(run);
            return null;
          });
    } finally {
      MDC.remove("tenant");
    }
  }

  /** What a database says is at the end of the chain. */
  private static String words(Throwable thrown) {
    Throwable root = thrown;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root == thrown ? message(thrown) : message(root) + " (" + message(thrown) + ")";
  }

  private static String message(Throwable thrown) {
    String message = thrown.getMessage();
    return message == null || message.isBlank() ? thrown.getClass().getSimpleName() : message;
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
