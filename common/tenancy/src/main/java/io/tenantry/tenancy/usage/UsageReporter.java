package io.tenantry.tenancy.usage;

import io.tenantry.events.UsageReported;
import io.tenantry.tenancy.messages.EventSender;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.amqp.AmqpException;
import org.springframework.context.SmartLifecycle;

/**
 * Reports what was counted, every now and then and at the end. A report that the broker may not
 * have got is sent again, the same under the same id, before anything else.
 */
final class UsageReporter implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(UsageReporter.class);

  private final UsageCounters counters;
  private final EventSender events;
  private final Duration every;
  private volatile @Nullable ScheduledExecutorService thread;
  private @Nullable Report unsent;

  UsageReporter(UsageCounters counters, EventSender events, Duration every) {
    this.counters = counters;
    this.events = events;
    this.every = every;
  }

  private record Report(UUID id, UsageReported usage) {}

  @Override
  public void start() {
    ScheduledExecutorService started =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("usage-reports").factory());
    started.scheduleWithFixedDelay(
        this::report, every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
    thread = started;
  }

  private synchronized void report() {
    try {
      for (Report next = next(); next != null; next = next()) {
        unsent = next;
        events.send(next.id(), next.usage());
        unsent = null;
      }
    } catch (AmqpException e) {
      log.debug("Usage is reported next time", e);
    } catch (RuntimeException e) {
      log.warn("Usage is not reported", e);
    }
  }

  private @Nullable Report next() {
    if (unsent != null) {
      return unsent;
    }
    UsageReported usage = new UsageReported(counters.take(UsageReported.MOST));
    return usage.entries().isEmpty() ? null : new Report(UUID.randomUUID(), usage);
  }

  @Override
  public void stop() {
    ScheduledExecutorService started = thread;
    if (started != null) {
      started.shutdownNow();
      thread = null;
      report();
    }
  }

  /** After the web server, whose last requests count too, and before the connections. */
  @Override
  public int getPhase() {
    return 0;
  }

  @Override
  public boolean isRunning() {
    return thread != null;
  }
}
