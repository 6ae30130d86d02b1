package io.tenantry.provisioning.metrics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.tenantry.registry.TenantStatus;
import io.tenantry.registry.Tenants;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/** How many tenants there are by status, asked of the database at most every few seconds. */
@Component
class TenantGauges {

  private static final Duration FRESH = Duration.ofSeconds(5);

  private final Tenants tenants;
  private Map<TenantStatus, Long> counts = Map.of();
  private long readAt = System.nanoTime() - FRESH.toNanos();

  TenantGauges(Tenants tenants, MeterRegistry meters) {
    this.tenants = tenants;
    for (TenantStatus status : TenantStatus.values()) {
      Gauge.builder("tenantry.tenants", this, gauges -> gauges.count(status))
          .tag("status", status.name().toLowerCase(Locale.ROOT))
          .description("Tenants by status; not a number while the database is away")
          .register(meters);
    }
  }

  private synchronized double count(TenantStatus status) {
    if (System.nanoTime() - readAt >= FRESH.toNanos()) {
      readAt = System.nanoTime();
      try {
        counts = tenants.countByStatus();
      } catch (DataAccessException e) {
        counts = Map.of();
      }
    }
    Long count = counts.get(status);
    return count == null ? Double.NaN : count;
  }
}
