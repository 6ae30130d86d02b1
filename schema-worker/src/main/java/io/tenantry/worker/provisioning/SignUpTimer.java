package io.tenantry.worker.provisioning;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.tenantry.registry.Tenant;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.stereotype.Component;

/** How long tenants wait from their sign-up until they are served. */
@Component
public class SignUpTimer {

  private static final String ACTIVE = "active";
  private static final String FAILED = "failed";

  private final Clock clock;
  private final MeterRegistry meters;

  SignUpTimer(Clock clock, MeterRegistry meters) {
    this.clock = clock;
    this.meters = meters;
    timer("direct", ACTIVE);
    timer("spare", ACTIVE);
    timer("direct", FAILED);
  }

  /** Counts a tenant that has become ACTIVE just now. */
  public void stop(Tenant tenant, String path) {
    record(tenant.createdAt(), path, ACTIVE);
  }

  /** Counts a tenant that has become FAILED just now. */
  void fail(Instant signedUp, String path) {
    record(signedUp, path, FAILED);
  }

  private void record(Instant signedUp, String path, String outcome) {
    timer(path, outcome).record(Duration.between(signedUp, clock.instant()));
  }

  private Timer timer(String path, String outcome) {
    return Timer.builder("tenantry.provisioning")
        .description("From the sign-up to the tenant that is active, or has failed for good")
        .tag("path", path)
        .tag("outcome", outcome)
        .publishPercentileHistogram()
        .register(meters);
  }
}
