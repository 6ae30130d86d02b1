package io.tenantry.messaging.relay;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.tenantry.messaging.relay.OutboxRepository.Backlog;
import java.time.Duration;
import org.springframework.dao.DataAccessException;

/** What waits in the outbox, asked of the database at most every few seconds. */
final class OutboxGauges {

  private static final Duration FRESH = Duration.ofSeconds(5);
  private static final Backlog UNKNOWN = new Backlog(-1, Double.NaN);

  private final OutboxRepository outbox;
  private Backlog last = UNKNOWN;
  private long readAt = System.nanoTime() - FRESH.toNanos();

  OutboxGauges(OutboxRepository outbox, MeterRegistry meters) {
    this.outbox = outbox;
    Gauge.builder("tenantry.outbox.pending", this, gauges -> gauges.backlog().pending())
        .description("Messages that wait for the broker's confirm; -1 while unknown")
        .register(meters);
    Gauge.builder("tenantry.outbox.oldest.age", this, gauges -> gauges.backlog().oldestSeconds())
        .description("Age of the oldest message that waits")
        .baseUnit("seconds")
        .register(meters);
  }

  private synchronized Backlog backlog() {
    if (System.nanoTime() - readAt >= FRESH.toNanos()) {
      readAt = System.nanoTime();
      try {
        last = outbox.backlog();
      } catch (DataAccessException e) {
        last = UNKNOWN;
      }
    }
    return last;
  }
}
