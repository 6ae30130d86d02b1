package io.tenantry.registry;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of the registry.
 *
 * @param redeliverAfter how long a sign-up may wait for its schema before the work order is sent
 *     again, whatever became of the first; the pauses after that grow with the tenant's age
 * @param firstDomainCheck how long after a domain was added its ownership is looked for by itself:
 *     nobody can have made the record before, and a resolver that is asked too early remembers for
 *     a while that it is not there
 */
@Validated
@ConfigurationProperties("tenantry.registry")
public record RegistryProperties(
    @DefaultValue("30s") @NotNull Duration redeliverAfter,
    @DefaultValue("1m") @DurationMin @DurationMax(days = 1) Duration firstDomainCheck) {}
