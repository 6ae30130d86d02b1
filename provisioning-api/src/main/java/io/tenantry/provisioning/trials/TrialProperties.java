package io.tenantry.provisioning.trials;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * About the end of trials.
 *
 * @param checkEvery how often each instance looks for trials that are over
 * @param batch tenants suspended in one transaction
 */
@Validated
@ConfigurationProperties("tenantry.trials")
record TrialProperties(
    @DefaultValue("5s") @DurationMin(millis = 10) @DurationMax(days = 1) Duration checkEvery,
    @DefaultValue("100") @Min(1) @Max(1000) int batch) {}
