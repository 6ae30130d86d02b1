package io.tenantry.worker.provisioning;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.tenantry.registry.Tenant;
import java.time.Clock;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** How long tenants wait from their sign-up until they are served. */
@Component
public class SignUpTimer {

  private final Clock clock;
  private final MeterRegistry meters;

  SignUpTimer(Clock clock, MeterRegistry meters) {
    this.clock = clock;
    this.meters = meters;
    timer("direct");
    timer("spare");
  }

  /** Counts a tenant that has become ACTIVE just now. */
  public void stop(Tenant tenant, String path) {
    timer(path).record(Duration.between(tenant.createdAt(), clock.instant()));
  }

  private Timer timer(String path) {
    return Timer.builder("tenantry.provisioning")
        .description("From the sign-up to the active tenant")
        .tag("path", path)
        .tag("outcome", "active")
        .publishPercentileHistogram()
        .register(meters);
  }
}
