package io.tenantry.worker.spares;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.tenantry.worker.WorkerProperties;
import java.time.Duration;
import java.util.Map;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/** How many spares can be claimed, asked of the database at most every few seconds. */
@Component
class SpareGauges {

  private static final Duration FRESH = Duration.ofSeconds(5);

  private final Spares spares;
  private boolean known;
  private Map<String, Long> ready = Map.of();
  private long readAt = System.nanoTime() - FRESH.toNanos();

  SpareGauges(
      Spares spares, WorkerProperties worker, SpareProperties settings, MeterRegistry meters) {
    this.spares = spares;
    Gauge.builder("tenantry.spares.wanted", settings, SpareProperties::size)
        .description("How many spares of each type there should be at least")
        .register(meters);
    for (String type : worker.types()) {
      Gauge.builder("tenantry.spares", this, gauges -> gauges.ready(type))
          .tag("type", type)
          .description("Spares that can be claimed; not a number while the database is away")
          .register(meters);
    }
  }

  private synchronized double ready(String type) {
    if (System.nanoTime() - readAt >= FRESH.toNanos()) {
      readAt = System.nanoTime();
      try {
        ready = spares.ready();
        known = true;
      } catch (DataAccessException e) {
        known = false;
      }
    }
    return known ? ready.getOrDefault(type, 0L) : Double.NaN;
  }
}
