package io.tenantry.provisioning.stream;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Bounds of event streams.
 *
 * @param max how many may be open in this instance
 * @param heartbeat the longest silence on a stream
 * @param poll how often to look for events without a signal
 * @param life after which a stream ends; clients come back by themselves
 */
@Validated
@ConfigurationProperties("tenantry.streams")
record StreamProperties(
    @DefaultValue("500") @Min(1) @Max(100_000) int max,
    @DefaultValue("15s") @DurationMin(millis = 100) Duration heartbeat,
    @DefaultValue("2s") @DurationMin(millis = 50) Duration poll,
    @DefaultValue("30m") @DurationMin(seconds = 1) Duration life) {}
