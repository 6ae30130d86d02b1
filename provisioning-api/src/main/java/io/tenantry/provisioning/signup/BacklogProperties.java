package io.tenantry.provisioning.signup;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How much may wait before sign-ups are refused.
 *
 * @param mostPending tenants that are PENDING; 0 for no bound
 * @param mostMessages messages that the broker has not confirmed; 0 for no bound
 * @param lookEvery how old the numbers may be that decide; in between, an instance counts its own
 * @param retryAfter what refused clients are told to wait, about
 */
@Validated
@ConfigurationProperties("tenantry.backlog")
record BacklogProperties(
    @DefaultValue("10000") @Min(0) @Max(10_000_000) int mostPending,
    @DefaultValue("100000") @Min(0) @Max(10_000_000) int mostMessages,
    @DefaultValue("1s") @DurationMin(millis = 1) @DurationMax(minutes = 1) Duration lookEvery,
    @DefaultValue("10s") @DurationMin(seconds = 1) @DurationMax(hours = 1) Duration retryAfter) {}
