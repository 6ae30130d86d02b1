package io.tenantry.provisioning.retention;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How long things are kept.
 *
 * @param idempotencyKeys after which a key is forgotten; it is recognised for a day
 * @param inbox in which a copy of a message is recognised, and dead letters are kept that were sent
 *     again, and links into tenants' applications that are no good any more
 * @param history of events, attempts, the audit log and findings that are resolved
 * @param jobRuns of job runs, which schedules make many of, and of jobs that are gone
 * @param usage of what tenants used each day
 * @param batch rows removed in one transaction
 */
@Validated
@ConfigurationProperties("tenantry.retention")
record RetentionProperties(
    @DefaultValue("24h") @DurationMin(days = 1) Duration idempotencyKeys,
    @DefaultValue("7d") @DurationMin(days = 1) Duration inbox,
    @DefaultValue("365d") @DurationMin(days = 1) Duration history,
    @DefaultValue("30d") @DurationMin(days = 1) Duration jobRuns,
    @DefaultValue("1095d") @DurationMin(days = 1) Duration usage,
    @DefaultValue("1000") @Min(1) @Max(100_000) int batch) {}
