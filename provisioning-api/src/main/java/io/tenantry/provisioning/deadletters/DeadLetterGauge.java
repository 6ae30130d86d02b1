package io.tenantry.provisioning.deadletters;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/** How many dead letters nobody has dealt with, asked of the database at most every few seconds. */
@Component
class DeadLetterGauge {

  private static final Duration FRESH = Duration.ofSeconds(5);

  private final DeadLetterRepository letters;
  private double open = Double.NaN;
  private long readAt = System.nanoTime() - FRESH.toNanos();

  DeadLetterGauge(DeadLetterRepository letters, MeterRegistry meters) {
    this.letters = letters;
    Gauge.builder("tenantry.dead.letters", this, DeadLetterGauge::open)
        .description("Dead letters to look at; not a number while the database is away")
        .register(meters);
  }

  private synchronized double open() {
    if (System.nanoTime() - readAt >= FRESH.toNanos()) {
      readAt = System.nanoTime();
      try {
        open = letters.countOpen();
      } catch (DataAccessException e) {
        open = Double.NaN;
      }
    }
    return open;
  }
}
