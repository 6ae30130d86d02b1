package io.tenantry.worker.migrating;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/** How long the migration of one tenant takes, by its outcome. */
@Component
class MigrationMeters {

  private final MeterRegistry meters;

  MigrationMeters(MeterRegistry meters) {
    this.meters = meters;
    for (String outcome : new String[] {"migrated", "busy", "again", "failed"}) {
      timer(outcome);
    }
  }

  void record(String outcome, long startNanos) {
    timer(outcome).record(System.nanoTime() - startNanos, TimeUnit.NANOSECONDS);
  }

  /** Of many that were done together each took as long as another. */
  void record(String outcome, long startNanos, int count) {
    long each = (System.nanoTime() - startNanos) / Math.max(1, count);
    for (int i = 0; i < count; i++) {
      timer(outcome).record(each, TimeUnit.NANOSECONDS);
    }
  }

  private Timer timer(String outcome) {
    return Timer.builder("tenantry.migration")
        .description("The migration of one tenant's schema in a run")
        .tag("outcome", outcome)
        .publishPercentileHistogram()
        .register(meters);
  }
}
