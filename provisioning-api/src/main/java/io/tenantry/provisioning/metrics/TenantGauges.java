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
  private final PendingTenants pending;
  private double longestWait = Double.NaN;
  private Map<TenantStatus, Long> counts = Map.of();
  private long readAt = System.nanoTime() - FRESH.toNanos();

  TenantGauges(Tenants tenants, PendingTenants pending, MeterRegistry meters) {
    this.tenants = tenants;
    this.pending = pending;
    Gauge.builder("tenantry.tenants.pending.age", this, TenantGauges::longestWait)
        .description("How long the tenant that has waited longest has been PENDING")
        .baseUnit("seconds")
        .register(meters);
    for (TenantStatus status : TenantStatus.values()) {
      Gauge.builder("tenantry.tenants", this, gauges -> gauges.count(status))
          .tag("status", status.name().toLowerCase(Locale.ROOT))
          .description("Tenants by status; not a number while the database is away")
          .register(meters);
    }
  }

  private synchronized double longestWait() {
    refresh();
    return longestWait;
  }

  private synchronized double count(TenantStatus status) {
    refresh();
    Long count = counts.get(status);
    return count == null ? Double.NaN : count;
  }

  private void refresh() {
    if (System.nanoTime() - readAt < FRESH.toNanos()) {
      return;
    }
    readAt = System.nanoTime();
    try {
      counts = tenants.countByStatus();
      longestWait = pending.longestWaitSeconds();
    } catch (DataAccessException e) {
      counts = Map.of();
      longestWait = Double.NaN;
    }
  }
}
