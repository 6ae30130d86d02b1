package io.tenantry.tenancy.jobs;

import io.tenantry.tenancy.Settings;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How this instance runs jobs.
 *
 * @param enabled whether it runs any
 * @param concurrency how many at once, each for another tenant
 * @param timeout how long one may take in one tenant; less than the half hour after which RabbitMQ
 *     takes a silent consumer for dead
 * @param announceEvery how often the provisioning API is told which jobs there are
 * @param shutdownTimeout how long an instance that stops lets running jobs go on; what is broken
 *     off is done by another
 */
@ConfigurationProperties("tenantry.jobs")
record JobProperties(
    @DefaultValue("true") boolean enabled,
    @DefaultValue("4") int concurrency,
    @DefaultValue("5m") Duration timeout,
    @DefaultValue("1m") Duration announceEvery,
    @DefaultValue("20s") Duration shutdownTimeout) {

  private static final Duration LONGEST = Duration.ofMinutes(25);

  JobProperties {
    Settings.check("tenantry.jobs")
        .positive("concurrency", concurrency)
        .positive("timeout", timeout)
        .require("timeout", timeout.compareTo(LONGEST) <= 0, "must be 25m at most, not " + timeout)
        .positive("announce-every", announceEvery)
        .require("shutdown-timeout", !shutdownTimeout.isNegative(), "must not be negative")
        .orThrow();
  }
}
