package io.tenantry.tenancy.usage;

import io.tenantry.tenancy.Settings;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.scheduling.support.CronExpression;

/**
 * How usage is counted.
 *
 * @param enabled whether it is
 * @param reportEvery how often each instance reports; as much is lost with one that is killed
 * @param measureAt when tenants are measured, in Spring's form with seconds, in UTC
 */
@ConfigurationProperties("tenantry.usage")
record UsageProperties(
    @DefaultValue("true") boolean enabled,
    @DefaultValue("1m") Duration reportEvery,
    @DefaultValue("0 0 3 * * *") String measureAt) {

  UsageProperties {
    Settings.check("tenantry.usage")
        .positive("report-every", reportEvery)
        .require(
            "measure-at",
            CronExpression.isValidExpression(measureAt),
            "must be a cron expression with seconds, not " + measureAt)
        .orThrow();
  }
}
