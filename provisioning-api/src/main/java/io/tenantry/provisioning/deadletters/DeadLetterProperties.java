package io.tenantry.provisioning.deadletters;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How dead letters are collected.
 *
 * @param collectEvery how often each instance looks into the broker's queue of them
 * @param most how many that nobody has dealt with are taken from the broker; more wait there
 * @param maxBody bytes of a body that are stored; what is longer is cut and can't be sent again
 */
@Validated
@ConfigurationProperties("tenantry.dead-letters")
record DeadLetterProperties(
    @DefaultValue("5s") @DurationMin(millis = 50) @DurationMax(hours = 1) Duration collectEvery,
    @DefaultValue("10000") @Min(1) @Max(1_000_000) int most,
    @DefaultValue("262144") @Min(1024) @Max(16_777_216) int maxBody) {}
