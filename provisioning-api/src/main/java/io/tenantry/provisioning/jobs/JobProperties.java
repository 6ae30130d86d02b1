package io.tenantry.provisioning.jobs;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How jobs are ordered from the tenant application.
 *
 * @param sweepEvery how often each instance looks for what is due
 * @param outstanding orders of one run that may be unanswered at a time, so that neither the broker
 *     nor another run has to wait for thousands
 * @param lease after which an unanswered order is taken for lost
 * @param maxAttempts how often an order is sent before its tenant has failed
 * @param jitter over which a schedule spreads its tenants
 * @param silence after which an application that announces its jobs no more is taken for gone
 */
@Validated
@ConfigurationProperties("tenantry.jobs")
record JobProperties(
    @DefaultValue("1s") @DurationMin(millis = 10) @DurationMax(days = 1) Duration sweepEvery,
    @DefaultValue("50") @Min(1) @Max(1000) int outstanding,
    @DefaultValue("1h") @DurationMin(seconds = 1) @DurationMax(days = 7) Duration lease,
    @DefaultValue("5") @Min(1) @Max(100) int maxAttempts,
    @DefaultValue("30s") @DurationMin @DurationMax(days = 1) Duration jitter,
    @DefaultValue("10m") @DurationMin(seconds = 1) @DurationMax(days = 365) Duration silence) {}
