package io.tenantry.provisioning.operations;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.tenantry.registry.findings.FindingKind;
import java.time.Duration;
import java.util.Map;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/** How many findings are open by kind, asked of the database at most every few seconds. */
@Component
class FindingGauges {

  private static final Duration FRESH = Duration.ofSeconds(5);

  private final Findings findings;
  private Map<FindingKind, Long> counts = Map.of();
  private long readAt = System.nanoTime() - FRESH.toNanos();

  FindingGauges(Findings findings, MeterRegistry meters) {
    this.findings = findings;
    for (FindingKind kind : FindingKind.values()) {
      Gauge.builder("tenantry.findings", this, gauges -> gauges.count(kind))
          .tag("kind", kind.text())
          .description("Open findings by kind; not a number while the database is away")
          .register(meters);
    }
  }

  private synchronized double count(FindingKind kind) {
    if (System.nanoTime() - readAt >= FRESH.toNanos()) {
      readAt = System.nanoTime();
      try {
        counts = findings.countOpen();
      } catch (DataAccessException e) {
        counts = Map.of();
      }
    }
    Long count = counts.get(kind);
    return count == null ? Double.NaN : count;
  }
}
