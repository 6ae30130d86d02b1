package io.tenantry.provisioning.impersonation;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Links into tenants' applications.
 *
 * @param linkLife how long one is good
 * @param mostOpen how many that nobody used a tenant may have
 */
@Validated
@ConfigurationProperties("tenantry.impersonation")
record ImpersonationProperties(
    @DefaultValue("5m") @DurationMin(seconds = 10) @DurationMax(minutes = 60) Duration linkLife,
    @DefaultValue("5") @Min(1) @Max(100) int mostOpen) {}
